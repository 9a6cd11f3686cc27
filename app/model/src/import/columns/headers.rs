//! The headers by which fields go, in English, French and Chinese. They are compared without case, accents,
//! punctuation and articles, so that one spelling is enough. One that begins with `=` is known alone, and not among other
//! words.

use super::{ContractField, InvoiceField};

impl ContractField {
    #[rustfmt::skip]
    pub(super) const fn known_headers(self) -> &'static [&'static str] {
        match self {
            Self::Number => &[
                "contract number", "contract no", "contract ref", "contract reference", "contract id", "contract",
                "agreement number", "agreement ref", "agreement id", "agreement no", "agreement", "ref", "reference",
                "number", "no", "id",
                "numéro de contrat", "n° contrat", "n° de contrat", "réf contrat", "référence contrat",
                "référence du contrat", "code contrat", "contrat", "numéro", "n°", "code affaire", "n° affaire", "affaire", "n° dossier",
                "dossier", "project code", "deal id", "réf", "réf.", "identifiant",
                "合同编号", "合同号", "合同编码", "协议编号", "协议号", "编号", "合同序号", "合同代码",
            ],
            Self::Title => &[
                "title", "contract title", "contract name", "agreement title", "agreement name", "subject", "name",
                "purpose", "scope",
                "intitulé", "intitulé du contrat", "objet", "objet du contrat", "libellé du contrat", "libellé contrat",
                "nom du contrat", "titre", "désignation du contrat",
                "合同名称", "合同标题", "合同主题", "名称", "标题", "协议名称", "项目名称", "合同内容",
            ],
            Self::Customer => &[
                "customer", "customer name", "client", "client name", "company", "company name", "account",
                "account name", "counterparty", "customer company", "buyer", "sold to", "bill to", "party",
                "customer legal name",
                "nom du client", "nom client", "raison sociale", "raison sociale client", "raison sociale du client",
                "société", "société cliente", "cocontractant", "tiers", "nom du tiers", "donneur d'ordre",
                "bénéficiaire", "partenaire",
                "客户", "客户名称", "甲方", "甲方名称", "客户公司", "公司名称", "单位名称", "客户单位", "客户全称", "购方名称", "购买方名称", "购买方", "购方", "付款方", "付款单位", "对方单位", "往来单位",
                "customer/project", "=name 1", "kunde", "kundenname", "客商", "客商名称", "购货单位", "购货单位名称", "往来户",
            ],
            Self::CustomerCountry => &[
                "country", "customer country", "country code", "pays", "pays du client", "pays client", "code pays",
                "国家", "客户国家", "国家地区", "国别",
            ],
            Self::CustomerRegistration => &[
                "registration number", "company number", "customer registration number", "company registration number",
                "crn", "registration no", "siren", "siret", "n° siren", "n° siret", "siren siret", "siret client",
                "siren client", "rcs", "numéro d'immatriculation",
                "统一社会信用代码", "社会信用代码", "信用代码", "注册号", "营业执照号",
            ],
            Self::CustomerVat => &[
                "vat number", "vat no", "vat id", "customer vat", "customer vat number", "vat registration number",
                "tax id", "tva intracommunautaire", "n° tva", "numéro de tva", "n° tva intracommunautaire",
                "tva client", "n° tva client", "税号", "纳税人识别号", "增值税号",
            ],
            Self::LegalEntity => &[
                "legal entity", "entity", "our entity", "our company", "contracting entity", "signing entity",
                "issuing company", "supplier", "seller", "provider", "business unit", "subsidiary",
                "entité juridique", "entité", "entité signataire", "société signataire", "notre société", "filiale",
                "prestataire", "fournisseur", "émetteur", "société émettrice", "agence",
                "签约主体", "我方", "我方主体", "我方公司", "乙方", "乙方名称", "法人主体", "主体", "供应商", "签约公司", "所属公司",
            ],
            Self::ContractType => &[
                "type", "contract type", "type of contract", "agreement type", "category", "kind",
                "contract category", "type de contrat", "type contrat", "nature", "nature du contrat", "catégorie",
                "famille", "合同类型", "类型", "合同类别", "类别", "合同分类", "合同性质",
            ],
            Self::SignedOn => &[
                "signed on", "signed", "signature date", "date signed", "signing date", "date of signature",
                "contract date", "agreement date", "date", "execution date", "date de signature", "date signature",
                "signé le", "date du contrat", "date contrat", "签订日期", "签署日期", "签约日期", "签字日期", "合同日期", "合同签订日期",
                "签约时间", "签订时间",
            ],
            Self::StartsOn => &[
                "start", "start date", "starts on", "contract start", "contract start date", "effective date",
                "commencement date", "commencement", "from", "valid from", "in force", "in force from", "begin date",
                "begins", "beginning", "service start", "term start", "effective", "effective from", "effective on",
                "début", "date de début", "date début", "début du contrat", "date de début du contrat", "date d'effet",
                "effet", "prise d'effet", "date de prise d'effet", "entrée en vigueur", "date d'entrée en vigueur",
                "date de démarrage", "démarrage", "à partir du", "date effet",
                "开始日期", "起始日期", "生效日期", "合同开始日期", "合同起始日期", "生效日", "起始日", "合同生效日期", "开始时间", "服务开始日期", "合同开始日", "起租日",
                "vbegdat",
            ],
            Self::TerminatedOn => &[
                "terminated on", "terminated", "termination date", "date of termination", "date terminated",
                "termination", "termination effective date", "cancelled on", "canceled on", "cancellation date",
                "cancelled", "date cancelled", "résilié le", "résilié", "résiliation", "date de résiliation",
                "date résiliation", "date de la résiliation", "date d'effet de la résiliation", "résiliation au",
                "résilié au", "解约日期", "解约日", "解约时间", "终止日期", "终止日", "终止时间", "合同终止日期", "合同终止日", "解除日期",
                "合同解除日期", "提前终止日期", "提前解约日期",
            ],
            Self::Status => &[
                "status", "state", "contract status", "contract state", "statut", "état", "statut du contrat",
                "état du contrat", "statut contrat", "状态", "合同状态", "履行状态", "执行状态",
            ],
            Self::EndsOn => &[
                "end", "end date", "ends on", "contract end", "contract end date", "expiry", "expiry date",
                "expiration", "expiration date", "expires", "expires on", "to", "until", "valid to", "valid until",
                "termination date", "renewal date", "next renewal", "term end",
                "fin", "date de fin", "date fin", "fin du contrat", "date de fin du contrat", "échéance",
                "date d'échéance", "échéance du contrat", "date échéance", "terme", "date de terme", "expire le",
                "date d'expiration", "jusqu'au", "date anniversaire", "fin de contrat",
                "结束日期", "终止日期", "到期日", "到期日期", "截止日期", "合同结束日期", "合同到期日", "合同终止日期", "合同终止日", "届满日", "结束时间", "合同截止日期", "合同截止日", "服务结束日期",
                "失效日期",
                "venddat",
            ],
            Self::Duration => &[
                "duration", "term", "contract term", "contract duration", "term months", "duration months",
                "initial term", "length", "period", "contract length", "durée", "durée du contrat", "durée contrat",
                "durée initiale", "durée mois", "durée d'engagement", "engagement", "合同期限", "期限", "合同期", "合同年限",
                "服务期限", "租期", "有效期", "服务期", "服务期间", "合同期间", "起止日期", "合同起止日期", "服务起止日期", "起止时间",
                "contract period", "service period", "contract dates", "période du contrat", "période contractuelle",
            ],
            Self::Renewal => &[
                "renewal", "renewal type", "auto renew", "auto renewal", "automatic renewal", "renewal terms",
                "tacit renewal", "renews", "renewal mode", "reconduction", "tacite reconduction", "renouvellement",
                "type de renouvellement", "mode de reconduction", "mode de renouvellement", "type de reconduction",
                "reconductible", "renouvelable", "续约", "续约方式", "自动续约", "续签", "续签方式", "到期处理", "是否自动续约", "是否续约", "续期",
            ],
            Self::RenewalPeriod => &[
                "renewal period", "renewal term", "renewal length", "renewal duration", "renewal months",
                "période de reconduction", "durée de reconduction", "durée de renouvellement", "durée reconduction",
                "durée du renouvellement", "续约期", "续约期限", "续约周期", "续签期限",
            ],
            Self::RenewalMaximum => &[
                "maximum renewals", "max renewals", "number of renewals", "renewal limit",
                "nombre de reconductions", "nombre max de reconductions", "nombre de renouvellements",
                "nb reconductions", "续约次数", "最多续约次数",
            ],
            Self::Notice => &[
                "notice", "notice period", "notice days", "notice months", "termination notice",
                "cancellation notice", "notice required", "préavis", "délai de préavis", "préavis de résiliation",
                "préavis mois", "préavis jours", "durée du préavis", "通知期", "提前通知期", "终止通知期", "提前通知", "解约通知期",
                "通知期限", "预告期",
            ],
            Self::LineDescription => &[
                "description", "line", "line description", "service", "services", "product", "item", "deliverable",
                "service description", "désignation", "prestation", "libellé", "libellé prestation", "prestations", "article",
                "description de la prestation", "produit", "détail", "nature de la prestation", "服务内容", "服务", "项目",
                "产品", "产品名称", "描述", "服务项目", "摘要", "明细", "价格项", "价格项说明", "计费项", "计费项说明", "=what",
            ],
            Self::Quantity => &[
                "quantity", "qty", "units", "number of units", "volume", "seats", "users", "licences", "licenses", "quantité",
                "qté", "nombre", "nombre d'unités", "nb", "nb unités", "utilisateurs", "nombre d'utilisateurs", "nb utilisateurs",
                "数量", "台数", "件数", "用户数", "席位数",
            ],
            Self::Unit => &["unit", "unit of measure", "uom", "unité", "unité de mesure", "单位", "计量单位", "计价单位"],
            Self::UnitPrice => &[
                "unit price", "price per unit", "price per user", "price per seat", "rate", "unit rate", "unit cost", "unit price ht", "pu", "pu ht",
                "prix unitaire", "prix unitaire ht", "tarif unitaire", "tarif", "prix unit", "单价", "不含税单价", "未税单价",
            ],
            Self::AmountPerPeriod => &[
                "amount", "price", "fee", "recurring amount", "recurring fee", "amount per period", "fee per period", "charge per period", "rate per period",
                "amount per invoice", "billing amount", "instalment", "installment", "price per period", "rent",
                "amount ht", "amount excl vat", "amount ex vat", "net amount", "charge",
                "montant", "prix", "redevance", "loyer", "montant ht", "montant par échéance", "montant par période",
                "prix ht", "montant périodique", "redevance ht", "montant de l'échéance", "montant facturé", "loyer ht",
                "forfait",
                "金额", "价格", "每期金额", "单期金额", "费用", "服务费", "租金", "期金额", "不含税金额",
            ],
            Self::MonthlyAmount => &[
                "monthly amount", "monthly fee", "monthly price", "monthly rent", "amount per month",
                "price per month", "fee per month", "mrr", "monthly", "monthly charge", "montant mensuel",
                "mensualité", "prix mensuel", "loyer mensuel", "redevance mensuelle", "montant mensuel ht",
                "forfait mensuel", "mensuel ht", "mensualité ht", "月费", "月金额", "每月金额", "月租", "月服务费", "月租金", "月度金额",
                "charge per month", "rent per month", "cost per month", "rate per month", "=per month", "=pcm",
                "price pcm", "fee pcm", "rent pcm", "amount pcm", "charge pcm", "tarif mensuel", "每月费用",
                "每月服务费", "月费用", "月度费用", "每月租金", "金额月", "费用月",
            ],
            Self::QuarterlyAmount => &[
                "quarterly amount", "quarterly fee", "amount per quarter", "price per quarter", "quarterly price",
                "montant trimestriel", "redevance trimestrielle", "loyer trimestriel", "prix trimestriel",
                "montant trimestriel ht", "季度金额", "季费", "每季金额", "每季度金额",
                "fee per quarter", "charge per quarter", "rent per quarter", "quarterly rent",
                "quarterly charge", "=quarterly", "tarif trimestriel", "季度费用", "季度服务费", "每季费用", "季度租金", "季租金",
            ],
            Self::YearlyAmount => &[
                "yearly amount", "annual amount", "annual value", "annual fee", "annual price", "yearly fee",
                "yearly price", "amount per year", "price per year", "arr", "acv", "annual contract value",
                "annual rent", "annual charge", "annual revenue", "annual amount ht", "montant annuel",
                "prix annuel", "redevance annuelle", "loyer annuel", "ca annuel", "montant annuel ht",
                "forfait annuel", "annuel ht", "valeur annuelle", "年费", "年金额", "年度金额", "年服务费", "年租金", "年合同额",
                "每年金额", "年化金额",
                "fee per year", "charge per year", "rent per year", "cost per year", "value per year",
                "rate per year", "amount year", "annualised value", "annualized value", "annualised amount",
                "total annuel", "total annuel ht", "montant annuel total", "coût annuel", "tarif annuel",
                "=par an", "ht annuel", "年度服务费", "每年服务费", "年度费用", "每年费用", "年费用", "年度租金", "金额年", "费用年",
            ],
            Self::TotalValue => &[
                "total value", "contract value", "value", "total contract value", "tcv", "total amount",
                "total price", "contract amount", "total", "contract total", "value excl vat", "total ht",
                "montant total", "valeur", "valeur totale", "valeur du contrat", "montant du contrat",
                "montant total ht", "montant global", "prix total", "montant contrat", "合同金额", "合同总额", "合同总金额",
                "总金额", "总价", "合同价款", "合同总价", "合同额", "合同价值",
            ],
            Self::Currency => &[
                "currency", "currency code", "ccy", "cur", "devise", "monnaie", "code devise", "币种", "货币", "币别",
                "结算币种",
                "waers", "währung",
            ],
            Self::Frequency => &[
                "frequency", "billing frequency", "billing cycle", "billing period", "invoicing frequency", "billed",
                "invoice frequency", "periodicity", "billing interval", "billing", "invoicing", "billing schedule",
                "payment frequency", "périodicité", "périodicité de facturation", "fréquence",
                "fréquence de facturation", "facturation", "rythme de facturation", "cycle de facturation",
                "période de facturation", "échéancier", "开票周期", "付款周期", "计费周期", "结算周期", "付款频率", "开票频率", "收费周期",
                "缴费周期", "结算方式", "付款方式",
            ],
            Self::Timing => &[
                "timing", "billing timing", "advance or arrears", "in advance in arrears", "advance arrears",
                "billed in", "terme", "à échoir échu", "échu à échoir", "terme de facturation",
                "mode de facturation", "type de terme", "预付后付", "开票时点", "付费方式", "先付后付", "计费方式", "预付或后付",
            ],
            Self::BillingStart => &[
                "billing start", "billing start date", "first invoice", "first invoice date", "first billing",
                "first billing date", "billed from", "line start", "line from", "invoicing start", "début de facturation",
                "date de début de facturation", "première facture", "date de première facture", "première échéance",
                "date de première facturation", "facturé à partir du", "début facturation", "首次开票日期", "开票开始日期",
                "计费开始日期", "首期开票日",
            ],
            Self::BillingEnd => &[
                "billing end", "billing end date", "last invoice", "last billing date", "line end", "line to",
                "fin de facturation", "date de fin de facturation", "dernière facture", "dernière échéance",
                "fin facturation", "计费结束日期", "开票结束日期",
            ],
            Self::VatPercent => &[
                "vat", "vat rate", "vat percent", "tax rate", "tax", "tva", "taux de tva", "taux tva", "tva %",
                "税率", "税点", "增值税率", "增值税",
            ],
            Self::YearlyIncrease => &[
                "yearly increase", "annual increase", "increase", "price increase", "annual uplift", "uplift",
                "indexation", "index", "indice", "escalator", "escalation", "price escalation", "increase per year",
                "annual indexation", "augmentation annuelle", "augmentation", "révision annuelle", "révision",
                "révision de prix", "hausse annuelle", "taux de révision", "taux d'indexation",
                "indexation annuelle", "年涨幅", "年度涨幅", "涨幅", "调价", "年调价率", "年增长率", "每年涨幅", "年递增", "年度上调", "年上调",
            ],
            Self::IncreaseFrom => &[
                "increase from", "first increase", "increase date", "indexation date", "uplift date",
                "next increase", "date de révision", "date d'augmentation", "première révision",
                "date d'indexation", "date de première révision", "调价日期", "首次调价日期", "涨价日期",
            ],
            Self::DiscountPercent => &[
                "discount", "discount percent", "discount rate", "rebate", "remise", "taux de remise", "rabais",
                "ristourne", "promo", "promotion", "折扣", "折扣率", "优惠", "优惠比例", "减免比例",
            ],
            Self::DiscountFrom => &[
                "discount from", "discount start", "discount start date", "début de remise", "remise à partir du",
                "début remise", "date de début de remise", "折扣开始日期", "优惠开始日期", "折扣开始日", "折扣起始日", "优惠开始日", "优惠起始日", "折扣起", "优惠起",
            ],
            Self::DiscountEnd => &[
                "discount end", "discount until", "discount to", "discount end date", "discount ends", "discount ends on", "discount expiry date", "discount expires",
                "discount expiry", "discount valid until", "fin de remise", "remise jusqu'au", "fin remise",
                "date de fin de remise", "remise fin", "折扣结束日期", "优惠结束日期", "折扣截止日期", "优惠截止日期", "折扣到期日", "优惠到期日",
                "折扣截止日", "优惠截止日", "折扣结束日", "优惠结束日", "折扣止", "优惠止", "优惠期至", "折扣期至", "优惠截止", "折扣截止", "优惠到期", "promo ends", "promo end", "promo until", "rebate until", "fin promo", "fin de promo",
            ],
            Self::PaymentTerm => &[
                "payment term", "payment terms", "terms", "payment days", "payment delay", "credit days",
                "terms of payment", "net days", "payment net days", "délai de paiement", "délai de règlement", "conditions de paiement",
                "conditions de règlement", "modalités de paiement", "échéance de paiement", "délai paiement",
                "condition de règlement", "付款条件", "账期", "付款天数", "付款期限", "付款条款", "信用期", "回款账期", "付款账期",
            ],
            Self::PurchaseOrder => &[
                "purchase order", "po", "po number", "purchase order number", "order number", "customer order",
                "customer po", "bon de commande", "n° bon de commande", "n° commande", "numéro de commande", "bdc",
                "commande", "commande client", "采购订单", "订单号", "采购订单号", "采购单号", "订单编号", "po号",
                "BdC",
            ],
            Self::OwnerName => &[
                "owner", "contract owner", "account manager", "account owner", "responsible", "owner name",
                "manager", "sales rep", "sales", "salesperson", "project manager", "contract manager",
                "responsable", "responsable du contrat", "gestionnaire", "commercial", "chargé d'affaires",
                "chargé de compte", "propriétaire", "suivi par", "responsable contrat", "负责人", "客户经理", "合同负责人",
                "业务员", "销售", "经办人", "销售负责人", "跟进人",
            ],
            Self::OwnerEmail => &[
                "owner email", "owner e-mail", "account manager email", "responsible email", "manager email",
                "email", "e-mail", "mail", "sales email", "contract owner email", "owner", "contract owner",
                "account manager", "email responsable", "e-mail responsable", "mail responsable",
                "email du responsable", "courriel", "responsable", "e-mail du responsable",
                "courriel du responsable", "负责人邮箱", "邮箱", "电子邮箱", "客户经理邮箱", "负责人电子邮箱", "负责人",
            ],
        }
    }
}

impl InvoiceField {
    #[rustfmt::skip]
    pub(super) const fn known_headers(self) -> &'static [&'static str] {
        match self {
            Self::Number => &[
                "invoice number", "invoice no", "invoice", "invoice ref", "invoice reference", "invoice id",
                "document number", "document no", "document", "number", "no", "bill number", "n° facture",
                "n° de facture", "numéro de facture", "facture", "n° pièce", "numéro de pièce", "pièce",
                "référence facture", "réf facture", "numéro", "n°", "n° document", "发票号", "发票号码", "发票编号", "单据号",
                "单据编号", "发票", "开票编号",
                "belnr", "rechnungsnummer", "rechnungsnr", "belegnummer", "belegnr",
            ],
            Self::Kind => &[
                "type", "kind", "document type", "invoice type", "doc type", "type de document", "type de pièce",
                "nature", "type facture", "type de facture", "类型", "发票类型", "红蓝字", "单据类型", "票据类型", "发票种类",
                "blart", "belegart",
            ],
            Self::Customer => ContractField::Customer.known_headers(),
            Self::CustomerCountry => ContractField::CustomerCountry.known_headers(),
            Self::CustomerRegistration => ContractField::CustomerRegistration.known_headers(),
            Self::CustomerVat => ContractField::CustomerVat.known_headers(),
            Self::ContractReference => &[
                "contract", "contract number", "contract no", "contract ref", "contract reference", "contract id",
                "agreement", "agreement number", "agreement ref", "customer reference", "our ref", "your ref",
                "contrat", "n° contrat", "n° de contrat", "numéro de contrat", "réf contrat", "référence contrat",
                "référence du contrat", "code contrat", "affaire", "n° affaire", "référence", "reference", "ref",
                "合同编号", "合同号", "合同", "协议编号", "关联合同", "合同编码", "关联合同编号",
            ],
            Self::Corrects => &[
                "original invoice", "original invoice number", "original invoice no", "credits invoice",
                "credited invoice", "credited invoice number", "corrects invoice", "corrected invoice",
                "credit of invoice", "credit for invoice", "refers to invoice", "applies to invoice",
                "facture d'origine", "n° facture d'origine", "numéro de facture d'origine", "facture origine",
                "facture initiale", "avoir sur facture", "avoir sur facture n°", "facture créditée",
                "facture corrigée", "facture rectifiée", "sur facture", "pièce d'origine", "pièce origine",
                "document d'origine", "corrects", "corrects document", "original document",
                "原发票号", "原发票号码", "原发票", "原蓝字发票号码", "对应原发票号", "红冲发票号", "被红冲发票号码", "蓝字发票号",
                "蓝字发票", "蓝字发票号码", "对应蓝字发票", "对应蓝字发票号", "对应蓝字发票号码", "原蓝字发票", "原蓝字发票号", "被红冲蓝字发票号码",
            ],
            Self::LegalEntity => &[
                "legal entity", "entity", "our entity", "issuer", "issuing company", "issuing entity",
                "billing entity", "seller", "supplier", "our company", "issued by", "entité juridique", "entité",
                "émetteur", "société émettrice", "entité émettrice", "filiale", "vendeur", "agence",
                "société facturante", "entité facturante", "开票主体", "开票公司", "销售方", "销方名称", "我方公司", "签约主体", "开票单位",
                "主体", "销售方名称",
            ],
            Self::IssuedOn => &[
                "invoice date", "date", "issue date", "issued", "issued on", "date issued", "document date",
                "billing date", "date of invoice", "posting date", "bill date", "date de facture", "date facture",
                "date de facturation", "date d'émission", "émise le", "date de pièce", "date pièce",
                "date émission", "facturé le", "开票日期", "发票日期", "开票时间", "日期", "单据日期",
                "bldat", "rechnungsdatum", "belegdatum",
            ],
            Self::DueOn => &[
                "due date", "due", "due on", "payment due", "payment due date", "pay by", "maturity date",
                "maturity", "échéance", "date d'échéance", "date échéance", "date limite de paiement",
                "à payer avant le", "exigible le", "到期日", "付款到期日", "应付日期", "应收日期", "到期日期", "付款截止日期", "应收到期日", "付款期限",
                "faedt", "zfbdt", "fällig am", "fälligkeit", "fälligkeitsdatum",
            ],
            Self::Description => &[
                "description", "line description", "details", "item", "product", "service", "memo", "label",
                "wording", "subject", "line", "narrative", "libellé", "désignation", "description de la ligne",
                "prestation", "objet", "détail", "article", "libellé facture", "=text", "=texte", "sgtxt", "摘要", "描述", "项目", "服务内容", "内容",
                "货物或应税劳务名称", "货物或应税劳务", "货物或应税劳务、服务名称", "开票内容", "项目名称", "明细", "说明",
            ],
            Self::PeriodFrom => &[
                "period from", "period start", "from", "service from", "service start", "start date",
                "covered from", "billing period start", "service period start", "start of period",
                "début de période", "début période", "période du", "période début", "du", "date de début", "期间起",
                "date début", "début", "période de", "服务开始日期", "服务期开始", "期间开始", "账期开始", "开始日期", "费用开始日期", "起始日期",
                "服务起始日", "计费开始日期", "服务期起", "账期起", "计费期起", "所属期起", "服务期开始日", "服务开始日", "费用期起",
            ],
            Self::PeriodTo => &[
                "period to", "period end", "to", "service to", "service end", "end date", "covered to",
                "billing period end", "service period end", "end of period", "fin de période", "fin période",
                "période au", "période fin", "au", "date de fin", "date fin", "fin", "服务结束日期", "服务期结束", "期间结束",
                "账期结束", "结束日期", "费用结束日期", "截止日期", "服务截止日", "计费结束日期", "期间止", "服务期止", "账期止", "计费期止", "所属期止", "服务期结束日", "服务结束日", "费用期止",
            ],
            Self::Period => &[
                "period", "billing period", "service period", "invoice period", "period covered", "covered period",
                "période", "période facturée", "période de facturation", "période couverte", "mois", "期间", "账期",
                "服务期间", "费用期间", "所属期", "服务期", "计费期间", "所属期间",
            ],
            Self::NetAmount => &[
                "net amount", "net", "amount", "amount excl vat", "amount ex vat", "amount excl tax", "subtotal",
                "line amount", "net total", "total excl vat", "total net", "total ex vat", "excl vat", "amount ht",
                "amount before tax", "value", "line total", "net value", "taxable amount", "montant ht", "total ht",
                "ht", "montant", "montant hors taxes", "net ht", "base ht", "montant net", "montant ligne ht",
                "total hors taxes", "不含税金额", "未税金额", "金额", "净额", "税前金额", "金额不含税", "不含税总额",
                "sub total", "ex vat", "ex tax", "total hors taxe", "montant hors taxe", "invoice amount net", "netwr", "netto", "nettobetrag",
            ],
            Self::VatPercent => &[
                "vat rate", "vat percent", "vat %", "vat", "tva", "tax rate", "tax percent", "tax %", "taux de tva",
                "taux tva", "tva %", "% tva", "税率", "增值税率",
                "gst", "mwst", "MwSt",
            ],
            Self::VatAmount => &[
                "vat amount", "vat", "tax amount", "tax", "total vat", "total tax", "montant tva", "tva",
                "montant de tva", "montant de la tva", "total tva", "税额", "税费", "增值税额", "增值税",
                "gst", "gst amount", "mwsbk", "mwsts", "mwst", "MwSt", "mehrwertsteuer", "税金",
            ],
            Self::GrossAmount => &[
                "gross amount", "gross", "total", "total amount", "invoice total", "amount incl vat",
                "total incl vat", "total inc vat", "amount inc vat", "total gross", "grand total", "total with tax",
                "incl vat", "amount due", "invoice amount", "total due", "montant ttc", "total ttc", "ttc",
                "montant toutes taxes comprises", "net à payer", "total à payer", "montant total", "价税合计", "含税金额",
                "含税总额", "含税总价", "总金额", "总额", "合计", "发票金额", "开票金额", "金额含税",
                "wrbtr", "brutto", "bruttobetrag",
            ],
            Self::Currency => ContractField::Currency.known_headers(),
            Self::PaidOn => &[
                "paid on", "payment date", "date paid", "paid date", "paid", "received on", "date received",
                "receipt date", "settled on", "settlement date", "date de paiement", "date paiement",
                "date de règlement", "date règlement", "payé le", "réglé le", "date d'encaissement", "encaissé le",
                "payée le", "réglée le", "date du règlement", "date du paiement", "date de l'encaissement", "date encaissement",
                "reçu le", "date de réception du paiement", "date de valeur", "value date", "date of payment", "paid at",
                "date of receipt", "payment received on", "入账日期", "到账时间", "收款时间", "回款时间", "付款时间", "付款日期", "回款日期", "收款日期", "到账日期", "支付日期", "到款日期", "实际回款日期",
                "clearing date", "augdt", "bezahlt am", "核销日期", "最后核销日期", "结清日期",
            ],
            Self::PaidAmount => &[
                "paid amount", "amount paid", "paid", "payment amount", "amount received", "received", "payment",
                "payments", "received amount", "montant payé", "montant réglé", "payé", "réglé", "règlement",
                "encaissé", "montant encaissé", "encaissement", "encaissements", "règlements", "montant du règlement",
                "montant du paiement", "montant de l'encaissement", "montant reçu", "reçu", "somme reçue", "cash received",
                "payment received", "receipt amount", "amount of payment", "到账额", "收款额", "收款", "入账金额", "本次回款", "paiement", "montant règlement", "total réglé", "付款金额", "回款金额", "到款金额", "回款额",
                "收款金额", "已付金额", "已收金额", "实收金额", "已回款金额", "到账金额", "回款",
                "invoice amount paid", "receipts", "=acompte", "=acomptes", "acompte versé", "acomptes versés",
                "bezahlt", "已核销金额", "核销金额", "累计核销", "累计核销金额", "已收款", "已回款", "已收", "累计收款", "累计回款",
            ],
            Self::OpenAmount => &[
                "open amount", "balance", "balance due", "outstanding", "outstanding amount", "amount open",
                "remaining", "unpaid amount", "solde", "solde dû", "reste dû", "reste à payer", "restant dû",
                "montant restant dû", "未付金额", "未收金额", "余额", "欠款", "应收余额", "未回款金额",
                "amount due", "invoice amount due", "unpaid", "=o/s", "amount o/s", "o/s amount",
                "o/s balance", "amount outstanding", "balance outstanding", "reste à régler",
                "reste à encaisser", "=à encaisser", "=à régler", "montant non réglé", "montant non payé",
                "impayé", "montant impayé", "offener betrag", "solde ttc", "未核销金额", "未核销", "未收款", "未收款金额", "未收", "未回款",
                "未结金额", "待收金额", "待收款", "待回款", "剩余未收", "欠款金额", "未付款",
            ],
            Self::Status => &[
                "status", "state", "payment status", "invoice status", "paid", "paid status", "is paid", "statut",
                "état", "statut paiement", "statut de paiement", "état de paiement", "payée", "réglée", "soldée",
                "statut facture", "状态", "付款状态", "收款状态", "回款状态", "支付状态", "发票状态", "是否付款", "是否回款",
            ],
        }
    }
}

/// Headers that are known to mean something else; a column that fits one of these better than a field is left out.
#[rustfmt::skip]
pub(super) const OTHERS: &[&str] = &[
    "contact", "contact name", "customer contact", "contact email", "customer email", "phone", "telephone",
    "address", "customer address", "city", "postcode", "zip", "comment", "comments", "notes", "note",
    "remarks", "customer code", "customer id", "customer number", "customer no", "customer type",
    "client code", "client id", "account number", "account code", "iban", "bank", "sector", "industry",
    "region", "department", "line number", "exchange rate", "created", "created at", "created by",
    "updated", "file", "link", "url", "days late", "days overdue", "payment method",
    "contact client", "email client", "téléphone", "tél", "adresse", "adresse client", "ville",
    "code postal", "commentaire", "commentaires", "remarques", "remarque", "observations", "code client",
    "n° client", "numéro client", "identifiant client", "type client", "secteur", "région",
    "service client", "n° ligne", "taux de change", "mode de paiement", "mode de règlement",
    "moyen de paiement", "jours de retard", "compte", "n° compte", "compte comptable",
    "联系人", "客户联系人", "联系电话", "电话", "地址", "客户地址", "城市", "备注", "客户编号", "客户代码", "客户编码", "行业", "地区", "区域", "部门",
    "汇率", "序号", "创建时间", "附件", "支付方式", "逾期天数",
];

/// Headers of contracts files that mean something else there.
#[rustfmt::skip]
pub(super) const OTHER_CONTRACT: &[&str] = &[
    "备用",
    "total ttc", "montant ttc", "含税金额", "last increase", "signatory", "signataire", "签署人",
];
