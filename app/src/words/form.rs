//! What every form says.

words! {
    OPTIONAL: "(optional)", "(facultatif)", "（选填）";
    SUMMARY_ONE: "There is {n} thing to put right", "{n} point à corriger", "有 {n} 处需要更正";
    SUMMARY: "There are {n} things to put right", "{n} points à corriger", "有 {n} 处需要更正";
    STALE_TITLE:
        "Somebody else saved this meanwhile",
        "Quelqu’un d’autre a enregistré entre-temps",
        "其他人刚刚保存了更改";
    STALE_TEXT:
        "What you typed is kept. Below is what now stands there and differs. Put into the form what you want to keep of it, then save again: your version replaces it.",
        "Votre saisie est conservée. Voici ce qui est enregistré et qui diffère. Reportez dans le formulaire ce que vous voulez en garder, puis enregistrez à nouveau : votre version le remplacera.",
        "您输入的内容已保留。以下是现已保存且不同的内容。请将需要保留的内容填入表单，然后再次保存：您的版本将取而代之。";
    STALE_SAME:
        "What now stands there is the same as what you typed. Save again to be sure, or leave.",
        "Ce qui est désormais enregistré est identique à votre saisie. Vous pouvez enregistrer à nouveau ou quitter la page.",
        "现已保存的内容与您输入的一致。您可以再次保存或直接离开。";
    THEIRS: "Saved meanwhile", "Enregistré entre-temps", "现已保存";
    YOURS: "Yours", "Votre version", "您的版本";
    UNTOUCHED: "unchanged by you: stays as saved", "non modifié par vous : reste tel quel", "您未更改：保留已保存内容";
    EMPTY: "empty", "vide", "空";
    CHOOSE: "Choose…", "Choisir…", "请选择…";
}
