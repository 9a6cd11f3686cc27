//! Import: file, columns, review, done.

words! {
    STEP_FILE: "File", "Fichier", "文件";
    STEP_COLUMNS: "Columns", "Colonnes", "列";
    STEP_REVIEW: "Review", "Contrôle", "核对";
    STEP_DONE: "Done", "Terminé", "完成";

    CONTRACTS: "Contracts", "Contrats", "合同";
    CONTRACTS_TEXT:
        "The spreadsheet in which you keep your contracts today, with prices, dates and renewals. One row for each contract or price line.",
        "Le tableau dans lequel vous suivez vos contrats, avec prix, dates et reconductions. Une ligne par contrat ou par ligne de prix.",
        "您目前使用的合同台账，包含价格、日期和续约方式。每份合同或每个计费项一行。";
    INVOICES: "Invoices and payments", "Factures et règlements", "发票与回款";
    INVOICES_TEXT:
        "What was invoiced and paid, as your accounting exports it, or payments alone. Each invoice is then compared with what the contracts promise; of an invoice that is there already only new payments come in.",
        "Ce qui a été facturé et réglé, tel que votre comptabilité l’exporte, ou les règlements seuls. Chaque facture est ensuite comparée à ce que prévoient les contrats ; d’une facture déjà connue, seuls les nouveaux règlements sont repris.",
        "从财务系统导出的开票和回款记录，也可以只有回款。系统将逐张与合同约定核对；已存在的发票只补充新的回款。";
    CHOOSE: "Choose a file", "Choisir un fichier", "选择文件";
    FORMATS:
        "XLSX or CSV, with the column titles in one row",
        "XLSX ou CSV, avec les titres des colonnes sur une ligne",
        "XLSX 或 CSV，列标题位于同一行";
    CHOOSE_AGAIN:
        "“{file}” was not taken in. Choose it here again.",
        "« {file} » n’a pas été importé. Choisissez-le à nouveau ici.",
        "“{file}”未能导入，请在此重新选择。";
    CHOOSE_OTHER:
        "“{file}” was not taken in. Once that is done, choose the new file here.",
        "« {file} » n’a pas été importé. Cela fait, choisissez ici le nouveau fichier.",
        "“{file}”未能导入。处理后请在此选择新文件。";
    WHO_MAY: "Roles that may import files: {roles}.", "Rôles autorisés à importer des fichiers : {roles}.", "可导入文件的角色：{roles}。";
    NOTHING_LIVE:
        "Nothing becomes live before you accept it, and an import can be undone.",
        "Rien n’est pris en compte avant votre accord, et un import peut être annulé.",
        "在您确认之前，任何内容都不会生效；导入后也可撤销。";
    SO_FAR: "Imports so far", "Imports précédents", "导入历史";
    NONE_YET: "Nothing has been imported yet.", "Aucun import pour l’instant.", "尚未导入任何文件。";
    FILE: "File", "Fichier", "文件";
    KIND: "Contents", "Contenu", "内容";
    WHEN: "When", "Date", "时间";

    LOOKS_LIKE_INVOICES:
        "The columns of this file look like those of a list of invoices, but it is read as contracts.",
        "Les colonnes de ce fichier ressemblent à celles d’une liste de factures, alors qu’il est lu comme une liste de contrats.",
        "此文件的列更像发票清单，目前按合同读取。";
    READ_AS_INVOICES: "Read it as invoices", "Le lire comme une liste de factures", "改按发票读取";
    LOOKS_LIKE_CONTRACTS:
        "The columns of this file look like those of a list of contracts, but it is read as invoices.",
        "Les colonnes de ce fichier ressemblent à celles d’une liste de contrats, alors qu’il est lu comme une liste de factures.",
        "此文件的列更像合同清单，目前按发票读取。";
    READ_AS_CONTRACTS: "Read it as contracts", "Le lire comme une liste de contrats", "改按合同读取";
    TEXT_AS_WORKBOOK:
        "The file is named like an Excel workbook, but it is a text. It was read as CSV.",
        "Le nom du fichier est celui d’un classeur Excel, mais son contenu est du texte. Il a été lu comme un CSV.",
        "文件名为 Excel 工作簿，但内容是文本，已按 CSV 读取。";
    COLUMN_NAME: "“{name}”", "«\u{202f}{name}\u{202f}»", "“{name}”";
    UNREAD:
        "Columns that are not read: {columns}. Under “How the file is read” you can say what they mean.",
        "Colonnes non lues : {columns}. Sous « Lecture du fichier », vous pouvez indiquer ce qu’elles contiennent.",
        "未读取的列：{columns}。可在“文件读取方式”中指定其含义。";
    READING: "How the file is read", "Lecture du fichier", "文件读取方式";
    NOTHING_READ:
        "No row can be accepted as the columns are understood now. Check what each column means.",
        "Avec cette lecture des colonnes, aucune ligne ne peut être acceptée. Vérifiez le sens de chacune.",
        "按当前的列对应关系，没有任何行可以导入。请检查各列的含义。";
    READING_TEXT:
        "Check these before looking at the rows: one wrong reading changes every date or amount.",
        "À vérifier avant les lignes : une seule erreur de lecture fausse toutes les dates ou tous les montants.",
        "请先核对此处：读取方式有误会影响所有日期或金额。";
    COLUMN: "Column in the file", "Colonne du fichier", "文件中的列";
    MEANS: "Means", "Correspond à", "对应字段";
    SHEET: "Sheet", "Feuille", "工作表";
    SHEET_HINT:
        "The workbook has several. Its columns are recognised anew when you choose another one.",
        "Le classeur en contient plusieurs. Les colonnes sont reconnues à nouveau si vous en choisissez une autre.",
        "该工作簿包含多个工作表；选择其他工作表后将重新识别各列。";
    HEADER_ROW: "Row of the column titles", "Ligne des titres de colonnes", "列标题所在行";
    ENCODING: "Encoding", "Encodage", "编码";
    SEPARATOR: "Separator", "Séparateur", "分隔符";
    DAY_ORDER: "Order of day and month", "Ordre du jour et du mois", "日月顺序";
    DECIMAL_MARK: "Decimal mark", "Séparateur décimal", "小数分隔符";
    PERCENT_STYLE: "Percentages", "Pourcentages", "百分比写法";
    CURRENCY: "Currency where none is named", "Devise par défaut", "默认币种";
    RENEWAL_MONTHS:
        "Automatic renewals without a length, in months",
        "Reconductions tacites sans durée indiquée, en mois",
        "未注明期限的自动续约（月）";
    RENEWAL_MONTHS_HINT:
        "Counts for all rows that give none. Empty: as long as the first term, or 12 where that is not known.",
        "Vaut pour toutes les lignes qui n’en donnent pas. Vide : comme la première période, ou 12 à défaut.",
        "适用于所有未注明期限的行。留空则与首个合同期相同，首个合同期不明的为 12。";
    LEAVE_ROW_OUT: "Leave this row out", "Ne pas importer cette ligne", "不导入此行";
    LEAVE_ROWS_OUT: "Leave all these rows out", "Ne pas importer ces lignes", "这些行均不导入";
    LEAVE_ONE_OUT: "Leave row {row} out", "Ne pas importer la ligne {row}", "不导入第 {row} 行";
    TAKE_IN_AGAIN: "Import it after all", "Importer tout de même", "恢复导入";
    LEAVE_OUT: "Leave this column out", "Ignorer cette colonne", "不导入此列";
    READ_AGAIN: "Read the file again", "Relire le fichier", "重新读取";

    FOUND: "Found in the file", "Dans le fichier", "文件中共有";
    ACCEPTABLE: "Can be accepted", "Import possible", "可导入";
    ALREADY_THERE: "Already there", "Déjà dans Avenant", "已存在";
    PAYING: "Payments for invoices already there", "Règlements de factures déjà connues", "已有发票的回款";
    PAYMENTS_ALONE: "Payments only", "Règlements seuls", "仅回款";
    TO_MEND: "To be corrected", "À corriger", "需更正";
    ROWS: "As they will be understood", "Tel que le fichier sera compris", "系统解读结果";
    ROW: "Row", "Ligne", "行";
    REMARKS: "Remarks", "Remarques", "提示";
    MORE: "{n} more", "{n} de plus", "另有 {n} 项";
    ROW_LEFT_OUT: "This row is left out.", "Cette ligne est ignorée.", "此行不导入。";
    ROW_LEFT_OUT_BY_YOU:
        "You chose not to import this row.",
        "Vous avez choisi de ne pas importer cette ligne.",
        "您选择不导入此行。";
    NEAR_SAME:
        "Taken for the customer {name}, whose name is nearly the same.",
        "Rattaché au client {name}, dont le nom est presque identique.",
        "名称相近，已归入客户 {name}。";
    ASSUMED_RENEWALS_ONE:
        "{n} contract has an automatic renewal without a length: that of its first term was taken, or 12 months where that is not known. Under “How the file is read” you can say another length.",
        "{n} contrat comporte une reconduction tacite sans durée indiquée : la durée retenue est celle de sa première période, ou 12 mois à défaut. Sous « Lecture du fichier », vous pouvez en indiquer une autre.",
        "{n} 份合同的自动续约未注明期限：按首个合同期处理，首个合同期不明的按 12 个月处理。可在“文件读取方式”中指定其他期限。";
    ASSUMED_RENEWALS:
        "{n} contracts have an automatic renewal without a length: that of their first term was taken, or 12 months where that is not known. Under “How the file is read” one answer counts for all of them.",
        "{n} contrats comportent une reconduction tacite sans durée indiquée : la durée retenue est celle de leur première période, ou 12 mois à défaut. Sous « Lecture du fichier », une seule réponse vaut pour tous.",
        "{n} 份合同的自动续约未注明期限：均按各自首个合同期处理，首个合同期不明的按 12 个月处理。可在“文件读取方式”中统一指定。";
    UNDESCRIBED_ONE:
        "{n} price line without a description takes the title of its contract.",
        "{n} ligne de prix sans désignation reprend l’intitulé de son contrat.",
        "{n} 个计费项没有说明，以合同名称代替。";
    UNDESCRIBED:
        "{n} price lines without a description take the titles of their contracts.",
        "{n} lignes de prix sans désignation reprennent l’intitulé de leur contrat.",
        "{n} 个计费项没有说明，以合同名称代替。";
    NEW_CUSTOMER: "This customer will be added.", "Ce client sera créé.", "将新建此客户。";
    NEW_INSTEAD: "Make a new customer instead", "Créer plutôt un nouveau client", "改为新建客户";
    NEAR_APART:
        "A new customer will be added, although the name of {name} is nearly the same.",
        "Un nouveau client sera créé, bien que le nom de {name} soit presque identique.",
        "将新建客户，不归入名称相近的 {name}。";
    SAME_AFTER_ALL: "Take it for {name} after all", "Rattacher tout de même à {name}", "仍归入 {name}";
    ALL_APART:
        "Take no customer for another one with nearly the same name: make new customers",
        "Ne rattacher aucun client à un autre de nom presque identique : créer de nouveaux clients",
        "名称相近的客户一律不合并，全部新建";
    KEEP: "Keep this mapping", "Enregistrer cette correspondance", "保存列对应方案";
    KEEP_TEXT:
        "The next file with the same columns is then read in the same way.",
        "Le prochain fichier avec les mêmes colonnes sera lu de la même façon.",
        "以后列标题相同的文件将按同样方式读取。";
    KEEP_NAME: "Name of the mapping", "Nom de la correspondance", "方案名称";
    KEPT: "The mapping is kept.", "La correspondance est enregistrée.", "列对应方案已保存。";
    READ_BY: "Read with the mapping “{name}”.", "Lu avec la correspondance « {name} ».", "按列对应方案“{name}”读取。";
    MAPPING: "Column mapping", "Correspondance des colonnes", "列对应方案";
    MAPPING_GUESS: "Recognise the columns", "Reconnaître les colonnes", "自动识别";
    ENDED_ON: "ended early on {day}", "résilié le {day}", "于 {day} 提前终止";
    CORRECTS: "corrects invoice {number}", "corrige la facture {number}", "红冲发票 {number}";
    ISSUED_ON: "Issued on", "Émise le", "开票日期";
    NET: "Before tax", "Montant HT", "不含税金额";
    PAID: "Paid", "Réglé", "已回款";
    TO_ACCEPT: "Go to acceptance", "Passer à l’acceptation de l’import", "前往确认导入";
    ACCEPT_CONTRACTS_ONE: "Accept {n} contract", "Accepter {n} contrat", "确认导入 {n} 份合同";
    ACCEPT_CONTRACTS: "Accept {n} contracts", "Accepter {n} contrats", "确认导入 {n} 份合同";
    ACCEPT_INVOICES_ONE: "Accept {n} invoice", "Accepter {n} facture", "确认导入 {n} 张发票";
    ACCEPT_INVOICES: "Accept {n} invoices", "Accepter {n} factures", "确认导入 {n} 张发票";
    ACCEPT_ROWS_ONE: "Accept {n} entry", "Accepter {n} élément", "确认导入 {n} 项";
    ACCEPT_ROWS: "Accept {n} entries", "Accepter {n} éléments", "确认导入 {n} 项";
    COLUMN_SAID: "{column}:", "{column} :", "{column}：";

    ACCEPTED:
        "The import is accepted. Expected billing and findings have been computed.",
        "L’import est accepté. La facturation attendue et les manques à gagner ont été calculés.",
        "导入已确认，应开票和收入流失项均已计算完成。";
    INVOICES_NEXT:
        "Next, import the invoices. Without them nothing can be said to be unbilled: “never billed” and what was billed wrongly are found once they are there.",
        "Étape suivante : importer les factures. Sans elles, impossible de savoir ce qui n’a pas été facturé : ce qui ne l’a jamais été et les erreurs de facturation ne sont détectés qu’ensuite.",
        "下一步请导入发票。没有发票就无法判断哪些尚未开票：导入后才能发现“从未开票”和开票错误。";
    BRING_INVOICES: "Import the invoices", "Importer les factures", "导入发票";
    MADE_CONTRACTS: "Contracts added", "Contrats ajoutés", "新增合同";
    MADE_CUSTOMERS: "Customers added", "Clients ajoutés", "新增客户";
    MADE_INVOICES: "Invoices added", "Factures ajoutées", "新增发票";
    MADE_PAYMENTS: "Payments added", "Règlements ajoutés", "新增回款";
    SETTLED_ONE:
        "{n} overdue invoice is settled by these payments:",
        "{n} facture échue est soldée par ces règlements :",
        "这些回款结清了 {n} 张逾期发票：";
    SETTLED:
        "{n} overdue invoices are settled by these payments:",
        "{n} factures échues sont soldées par ces règlements :",
        "这些回款结清了 {n} 张逾期发票：";
    SETTLED_ALL: "All overdue invoices that were settled", "Toutes les factures échues soldées", "全部已结清的逾期发票";
    LEFT_OUT: "Rows left out", "Lignes ignorées", "未导入的行";
    ALL_ROWS: "All rows", "Toutes les lignes", "全部";
    SHOW: "Rows to show", "Lignes à afficher", "显示的行";
    DISCARD: "Discard this import", "Abandonner cet import", "取消此次导入";
    DISCARD_TEXT:
        "Discarding deletes the file and all that was chosen for it. Nothing of it is live, so nothing else changes. The history keeps the name of the file.",
        "L’abandon supprime le fichier et les choix faits pour sa lecture. Rien n’étant encore pris en compte, rien d’autre ne change. L’historique garde le nom du fichier.",
        "取消后将删除文件及所有读取设置。其内容尚未生效，其他数据不受影响。历史记录会保留文件名。";
    DISCARDED:
        "This import was discarded before anything of it was live. Its file is deleted.",
        "Cet import a été abandonné avant toute prise en compte. Son fichier est supprimé.",
        "此次导入在生效前已被取消，文件已删除。";
    WAITING:
        "Lines of these invoices that now wait for a decision",
        "Lignes de ces factures encore à rapprocher",
        "这些发票中目前仍待匹配的明细";
    OPEN_FINDINGS:
        "Findings about them that are open now",
        "Constats encore en cours à leur sujet",
        "目前未结的相关流失项";
    SEE_LEAKS: "See what leaks", "Voir les manques à gagner", "查看收入流失";
    UNDO: "Undo the import", "Annuler l’import", "撤销导入";
    UNDONE:
        "This import was undone. The file is kept, its rows are no longer live.",
        "Cet import a été annulé. Le fichier est conservé, ses lignes ne sont plus prises en compte.",
        "此次导入已撤销。文件仍保留，其内容不再生效。";
}
