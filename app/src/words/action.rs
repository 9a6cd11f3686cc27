//! What buttons say.

words! {
    SAVE: "Save", "Enregistrer", "保存";
    SAVE_CHANGES: "Save changes", "Enregistrer les modifications", "保存更改";
    SAVED: "Saved", "Enregistré", "已保存";
    SAVING: "Saving…", "Enregistrement…", "正在保存…";
    CANCEL: "Cancel", "Annuler", "取消";
    CLOSE: "Close", "Fermer", "关闭";
    OK: "OK", "OK", "确定";
    CONFIRM: "Confirm", "Confirmer", "确认";
    EDIT: "Edit", "Modifier", "编辑";
    ADD: "Add", "Ajouter", "添加";
    REMOVE: "Remove", "Retirer", "移除";
    DELETE: "Delete", "Supprimer", "删除";
    DUPLICATE: "Duplicate", "Dupliquer", "创建副本";
    OPEN: "Open", "Ouvrir", "打开";
    SHOW: "Show", "Afficher", "显示";
    HIDE: "Hide", "Masquer", "隐藏";
    DETAILS: "Details", "Détails", "详情";
    BACK: "Back", "Retour", "返回";
    NEXT: "Next", "Suivant", "下一步";
    CONTINUE: "Continue", "Continuer", "继续";
    UNDO: "Undo", "Annuler l’opération", "撤销";
    REDO: "Redo", "Rétablir", "重做";
    RETRY: "Try again", "Réessayer", "重试";
    REFRESH: "Refresh", "Actualiser", "刷新";
    RECOMPUTE: "Recompute", "Recalculer", "重新计算";
    UPLOAD: "Upload", "Téléverser", "上传";
    CHOOSE_FILE: "Choose a file", "Choisir un fichier", "选择文件";
    DOWNLOAD: "Download", "Télécharger", "下载";
    EXPORT: "Export", "Exporter", "导出";
    EXPORT_CSV: "Export as CSV", "Exporter en CSV", "导出为 CSV";
    EXPORT_XLSX: "Export as Excel", "Exporter en Excel", "导出为 Excel";
    PRINT: "Print", "Imprimer", "打印";
    COPY: "Copy", "Copier", "复制";
    COPIED: "Copied", "Copié", "已复制";
    ACCEPT: "Accept", "Accepter", "接受";
    REJECT: "Reject", "Rejeter", "拒绝";
    LEAVE_OUT: "Leave out", "Ignorer", "不导入";

    CLAIM: "Claim", "Réclamer", "追收";
    MARK_RECOVERED: "Mark as recovered", "Marquer comme récupéré", "标记为已收回";
    RECOVER: "Record the money received", "Enregistrer la somme récupérée", "登记收回金额";
    REOPEN: "Reopen", "Rouvrir", "重新打开";
    ASSIGN: "Assign", "Affecter", "指派";
    ASSIGN_TO_ME: "Take it on", "M’en charger", "由我负责";
    COMMENT: "Comment", "Commenter", "评论";

    GIVE_NOTICE: "Give notice", "Dénoncer le contrat", "通知不续约";
    GIVE_NOTICE_OPEN_ENDED: "Give notice", "Dénoncer le contrat", "通知终止";
    RECORD_NOTICE_OPEN_ENDED:
        "Record the customer’s notice",
        "Enregistrer la dénonciation du client",
        "登记客户的终止通知";
    RECORD_NOTICE: "Record the customer’s notice", "Enregistrer la dénonciation du client", "登记客户的不续约通知";
    DECIDE_RENEWAL: "Decide on the renewal", "Décider de la reconduction", "决定是否续约";
    MATCH: "Match", "Rapprocher", "匹配";
    UNDO_MATCH: "Undo the match", "Annuler le rapprochement", "取消匹配";
    NEW_CONTRACT: "New contract", "Nouveau contrat", "新建合同";
    NEW_CUSTOMER: "New customer", "Nouveau client", "新建客户";
    IMPORT_CONTRACTS: "Import contracts", "Importer des contrats", "导入合同";
    IMPORT_INVOICES: "Import invoices", "Importer des factures", "导入发票";
    ADD_PRICE_LINE: "Add a price line", "Ajouter une ligne de prix", "添加计费项";
    INVITE: "Invite a person", "Inviter une personne", "邀请用户";
    DEACTIVATE: "Deactivate", "Désactiver", "停用";
    REACTIVATE: "Reactivate", "Réactiver", "重新启用";
}
