//! Pages of lists as browsers get them: an address beyond the last page shows the last one and says so.

use axum::{body::Body, http::Request};
use operations::demonstration;

use crate::house::{TODAY, ask, office, signed_in, site};

/// What a page says of where in its list one is, and its rows.
fn shown(text: &str) -> (&str, &str) {
    let between = |from: &str, to: &str| {
        let (_, rest) = text.rsplit_once(from)?;
        Some(rest.split_once(to)?.0)
    };
    (between("class=\"pager\"", "</nav>").unwrap(), between("<tbody>", "</tbody>").unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_beyond_the_last_page_of_a_list_shows_the_last_page() {
    let office = office(TODAY).await;
    demonstration::seed(&office).await.unwrap();
    let site = site(&office);
    let (_, cookie) = signed_in(&office).await;
    let page = async |address: String| {
        let request = Request::get(address).header("accept", "text/html").header("cookie", &cookie);
        ask(&site, request.body(Body::empty()).unwrap()).await.text
    };
    let mut long = 0;
    for path in [
        "/contracts",
        "/customers",
        "/billing",
        "/billing/invoices",
        "/billing/matching",
        "/leakage",
        "/leakage/findings",
    ] {
        let beyond = page(format!("{path}?page=9999")).await;
        let (pager, rows) = shown(&beyond);
        // The only way on from the last page leads to the one before it.
        let before = pager.split_once("page=").map_or(0, |(_, rest)| rest.split_once('"').unwrap().0.parse().unwrap());
        let last = page(format!("{path}?page={}", before + 1)).await;
        assert_eq!((pager, rows), shown(&last), "{path}");
        assert!(rows.contains("<td"), "{path} shows rows");
        assert_eq!(pager.matches("page=").count(), usize::from(before > 0), "{path}");
        let first = page(path.to_owned()).await;
        assert_eq!(before > 0, shown(&first).0 != pager, "{path}");
        long += u64::from(before > 0);
    }
    assert!(long >= 3, "some lists have several pages");
}
