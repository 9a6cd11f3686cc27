//! Problems of the API: the title of each kind, and what only programs can do wrong.

words! {
    INVALID_REQUEST: "The request cannot be understood", "La requête est incompréhensible", "请求无法识别";
    NO_TOKEN: "A valid token is needed", "Un jeton valide est nécessaire", "需要有效的令牌";
    NO_TOKEN_TEXT:
        "The request carries no token, or one that is wrong, expired or revoked. Create one in your profile.",
        "La requête ne comporte pas de jeton, ou celui-ci est erroné, expiré ou révoqué. Créez-en un dans votre profil.",
        "请求未携带令牌，或令牌有误、已过期、已被撤销。请在个人设置中创建令牌。";
    NOT_PERMITTED: "Not permitted", "Action non autorisée", "无权操作";
    OUT_OF_SCOPE:
        "The scopes of this token do not cover this request. Create a token with the scope that is needed.",
        "Les droits de ce jeton ne couvrent pas cette opération. Créez un jeton doté du droit nécessaire.",
        "该令牌的权限范围不包含此操作，请创建具备相应权限的令牌。";
    NOT_FOUND: "Not found", "Introuvable", "未找到";
    METHOD_NOT_ALLOWED: "This method is not offered here", "Méthode non prise en charge ici", "此处不支持该方法";
    CONFLICT: "The state does not allow this", "L’état actuel ne le permet pas", "当前状态不允许此操作";
    STALE: "Changed meanwhile", "Modifié entre-temps", "内容已被更改";
    STALE_TEXT:
        "It was changed since you read it. Read it again and send the request with its new version.",
        "L’élément a été modifié depuis votre lecture. Relisez-le et renvoyez la requête avec sa nouvelle version.",
        "自您读取后内容已被更改。请重新读取，并以新版本再次发送请求。";
    TOO_LARGE: "The request is too large", "La requête est trop volumineuse", "请求过大";
    UNSUPPORTED_MEDIA_TYPE: "This kind of content is not read", "Type de contenu non pris en charge", "不支持此内容类型";
    UNPROCESSABLE: "The content cannot be accepted", "Le contenu ne peut être accepté", "内容无法接受";
    VERSION_NEEDED: "The version is missing", "La version n’est pas indiquée", "缺少版本";
    VERSION_NEEDED_TEXT:
        "A change needs the header {header} with the version you read, as its answer gave it.",
        "Toute modification exige l’en-tête {header} avec la version lue, telle que la réponse l’a indiquée.",
        "修改时必须在标头 {header} 中提供读取时返回的版本。";
    KEY_IN_USE:
        "A request with this {header} is being worked on. Send it again in a moment.",
        "Une requête portant ce même {header} est en cours de traitement. Renvoyez-la dans un instant.",
        "带有此 {header} 的请求正在处理中，请稍后重新发送。";
    KEY_REUSED:
        "This {header} belongs to another request. Choose a new one for each request.",
        "Cette valeur de {header} appartient à une autre requête. Choisissez-en une nouvelle pour chaque requête.",
        "此 {header} 已用于其他请求，请为每个请求使用新的值。";
    TOO_MANY_REQUESTS: "Too many requests", "Trop de requêtes", "请求过于频繁";
    TOO_MANY_REQUESTS_ONE:
        "Wait {n} second before the next request.",
        "Patientez {n} seconde avant la prochaine requête.",
        "请等待 {n} 秒后再发送请求。";
    TOO_MANY_REQUESTS_TEXT:
        "Wait {n} seconds before the next request.",
        "Patientez {n} secondes avant la prochaine requête.",
        "请等待 {n} 秒后再发送请求。";
    BROKEN: "This did not work", "L’opération a échoué", "操作失败";
    BROKEN_TEXT:
        "The cause is on our side. Quote the number of the request when you ask for help.",
        "La cause est de notre côté. Si vous demandez de l’aide, indiquez le numéro de la requête.",
        "问题出在服务端。寻求帮助时请提供请求编号。";
    UNAVAILABLE: "No answer in time", "Pas de réponse dans les délais", "未能及时响应";
}
