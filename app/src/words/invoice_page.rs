//! The page of an invoice: what was paid too much.

words! {
    OVERPAID: "Overpaid by", "Trop-perçu", "多收金额";
}
