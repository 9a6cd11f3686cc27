//! Pages for when something is not there, not allowed or broken.

words! {
    NOT_FOUND_TITLE: "This page is not here", "Cette page n’existe pas", "页面不存在";
    NOT_FOUND:
        "Nothing is at this address, or you may not see it. Check the address, or search for what you need.",
        "Il n’y a rien à cette adresse, ou vous n’y avez pas accès. Vérifiez l’adresse ou lancez une recherche.",
        "此地址没有内容，或您无权查看。请检查地址，或直接搜索。";
    NOT_PERMITTED_TITLE: "You may not see this page", "Vous n’avez pas accès à cette page", "您无权查看此页面";
    NOT_PERMITTED:
        "Your roles do not include it. An administrator can change that.",
        "Vos rôles ne le permettent pas. Un administrateur peut y remédier.",
        "您的角色没有此权限，请联系管理员。";
    BROKEN_TITLE: "Something broke on our side", "Une erreur est survenue de notre côté", "系统出错";
    BROKEN:
        "It has been recorded, and what you had saved is safe. If it happens again, give your administrator this number: {reference}",
        "L’incident est consigné et ce que vous aviez enregistré est intact. S’il se reproduit, communiquez ce numéro à votre administrateur : {reference}",
        "错误已记录，您已保存的内容不受影响。如再次发生，请将此编号告知管理员：{reference}";
    REFERENCE: "Reference number", "Numéro de référence", "错误编号";
    UNREACHABLE_TITLE: "No connection to the server", "Connexion au serveur impossible", "无法连接服务器";
    UNREACHABLE:
        "What you typed is kept in this window. Check your network, then try again.",
        "Votre saisie est conservée dans cette fenêtre. Vérifiez votre connexion, puis réessayez.",
        "您输入的内容仍保留在此窗口中。请检查网络后重试。";
    SIGNED_OUT_TITLE: "You are no longer signed in", "Vous n’êtes plus connecté", "您已退出登录";
    SIGNED_OUT:
        "Sign in again to go on; you will come back to this page.",
        "Reconnectez-vous pour continuer ; vous reviendrez à cette page.",
        "请重新登录，登录后将返回此页面。";
    NOT_TAKEN_OUT: "This file was not made", "Ce fichier n’a pas été produit", "文件未能导出";
    TO_LIST: "Back to the list", "Retour à la liste", "返回列表";
    UNLOADED: "This page could not be loaded", "Impossible de charger cette page", "页面加载失败";
    UNLOADED_HINT:
        "The connection was lost, or Avenant has been updated meanwhile. Load the page again.",
        "La connexion a été interrompue, ou Avenant a été mis à jour entre-temps. Rechargez la page.",
        "网络连接中断，或系统刚刚完成更新。请重新加载页面。";
    RELOAD: "Load the page again", "Recharger la page", "重新加载";
    TO_HOME: "Go to the home page", "Aller à l’accueil", "返回首页";
}
