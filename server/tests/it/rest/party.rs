//! Customers with their places and people, our companies, and who is here.

use axum::http::{Method, StatusCode};
use model::{person::Role, token::Scope};
use serde_json::{Value, json as value};

use super::{Desk, NOTHING, administrator, code, execute, field, get, json, office, secret, send};
use crate::house::{self, Answer};

/// Where a record that was just added is.
fn place(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let path = answer.header("location").strip_prefix("/api/v1").expect("below the root of the API").to_owned();
    assert!(path.ends_with(json(answer)["id"].as_str().unwrap()), "{path}");
    path
}

#[tokio::test]
async fn a_customer_is_added_changed_and_removed() {
    let office = office().await;
    let (person, secret) = administrator(&office, &[Scope::WriteCustomers]).await;
    let desk = Desk { site: house::site(&office), secret };
    let mut beau = value!({
        "name": " Hotel  Beau Rivage ",
        "country": "fr",
        "address": { "street": "1 quai du Lac", "postal_code": "74000", "city": "Annecy" },
        "website": "beaurivage.example",
        "language": "fr",
        "owner_id": person,
        "payment_term": { "days": 45, "end_of_month": true },
        "notes": "Asks for the caretaker"
    });
    let added = desk.post("/customers", &beau).await;
    let path = place(&added);
    let customer = json(&added);
    assert_eq!((&customer["name"], &customer["country"]), (&value!("Hotel Beau Rivage"), &value!("FR")));
    assert_eq!(customer["website"], "https://beaurivage.example");
    assert_eq!(customer["payment_term"], beau["payment_term"]);
    assert_eq!(customer["owner_id"], beau["owner_id"]);
    assert_eq!(added.header("etag"), "\"1\"");
    assert_eq!(json(&desk.get(&path).await), customer);

    let again = desk.post("/customers", &beau).await;
    assert_eq!(code(&again), (409, "near_customers".into()));
    assert_eq!(json(&again)["customers"][0]["id"], customer["id"]);
    let confirmed = desk.post("/customers?confirmed=true", &beau).await;
    let twin = place(&confirmed);
    assert_eq!(desk.delete(&twin, confirmed.header("etag")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(code(&desk.get(&twin).await), (404, "not_found".into()));

    beau["registration_number"] = value!("999 777 006");
    beau["address"]["city"] = value!("Annecy-le-Vieux");
    let changed = desk.put(&path, added.header("etag"), &beau).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.text);
    assert_eq!(json(&changed)["registration_number"], "999777006");
    assert_eq!(json(&changed)["address"]["city"], "Annecy-le-Vieux");
    assert_eq!(code(&desk.put(&path, added.header("etag"), &beau).await), (412, "stale".into()));
    assert_eq!(code(&desk.delete(&path, added.header("etag")).await), (412, "stale".into()));
    let tag = changed.header("etag").to_owned();
    assert_eq!(desk.put(&path, &tag, &beau).await.header("etag"), tag, "the same again changes nothing");
    let without = send(&desk.site, Method::PUT, &path, &desk.secret, None, Some(&beau)).await;
    assert_eq!(code(&without), (428, "version_needed".into()));

    let other =
        value!({ "name": "Somebody else", "country": "FR", "registration_number": "999777006", "language": "en" });
    let same = desk.post("/customers", &other).await;
    assert_eq!(code(&same), (409, "same_customer".into()));
    assert_eq!(json(&same)["customers"][0], value!({ "id": customer["id"], "name": "Hotel Beau Rivage" }));
    for (name, wrong, told, problem) in [
        ("name", value!(" "), "name", "missing"),
        ("country", value!("France"), "country", "not_a_choice"),
        ("registration_number", value!("1"), "registration_number", "not_an_identifier"),
        ("website", value!("javascript:x"), "website", "not_a_web_address"),
        ("owner_id", value!(NOTHING), "owner_id", "not_a_choice"),
        ("payment_term", value!({ "days": 366, "end_of_month": false }), "payment_term.days", "out_of_range"),
        ("address", value!({ "city": "x".repeat(101) }), "address.city", "too_long"),
    ] {
        let mut body = beau.clone();
        body[name] = wrong;
        assert_eq!(field(&desk.put(&path, &tag, &body).await), (told.into(), problem.into()));
    }
    let mut strange = beau.clone();
    strange["colour"] = value!("blue");
    assert_eq!(code(&desk.post("/customers", &strange).await), (400, "invalid_request".into()));
    assert_eq!(code(&desk.post("/customers?sure=1", &beau).await), (400, "invalid_request".into()));

    let used = json(&desk.get("/customers?per_page=200").await);
    let used = used["items"].as_array().unwrap().iter().find(|row| row["id"] != customer["id"]).unwrap().clone();
    let of_used = format!("/customers/{}", used["id"].as_str().unwrap());
    let refused = desk.delete(&of_used, &format!("\"{}\"", used["version"])).await;
    assert_eq!(code(&refused), (409, "in_use".into()));
    assert_eq!(desk.delete(&path, &tag).await.status, StatusCode::NO_CONTENT);
    assert_eq!(code(&desk.put(&path, &tag, &beau).await), (404, "not_found".into()));
}

#[tokio::test]
async fn places_and_people_belong_to_one_customer() {
    let office = office().await;
    let (_, secret) = administrator(&office, &[Scope::WriteCustomers]).await;
    let desk = Desk { site: house::site(&office), secret };
    let customer = place(&desk.post("/customers", &value!({ "name": "Zephyrine", "language": "en" })).await);
    let other = place(&desk.post("/customers", &value!({ "name": "Quillon", "language": "en" })).await);
    let mut car_park = value!({ "name": "North car park", "address": { "city": "Annecy" }, "notes": "Gate code" });
    let site = desk.post(&format!("{customer}/sites"), &car_park).await;
    let of_site = place(&site);
    let site_id = json(&site)["id"].clone();
    let strange = of_site.replace(&customer, &other);
    assert_eq!(code(&desk.get(&strange).await), (404, "not_found".into()));
    assert_eq!(code(&desk.put(&strange, "\"1\"", &car_park).await), (404, "not_found".into()));
    assert_eq!(code(&desk.delete(&strange, "\"1\"").await), (404, "not_found".into()));
    car_park["country"] = value!("ch");
    let changed = desk.put(&of_site, site.header("etag"), &car_park).await;
    assert_eq!((changed.status, &json(&changed)["country"]), (StatusCode::OK, &value!("CH")));
    assert_eq!(code(&desk.put(&of_site, site.header("etag"), &car_park).await), (412, "stale".into()));
    car_park["name"] = value!("");
    assert_eq!(field(&desk.put(&of_site, changed.header("etag"), &car_park).await), ("name".into(), "missing".into()));
    assert_eq!(json(&desk.get(&format!("{customer}/sites")).await), value!([json(&changed)]));

    let mut camille = value!({
        "name": "Camille Aubert",
        "role": "billing",
        "email": "camille@zephyrine.example",
        "language": "fr",
        "site_id": site_id
    });
    let contact = desk.post(&format!("{customer}/contacts"), &camille).await;
    let of_contact = place(&contact);
    assert_eq!(json(&contact)["site_id"], site_id);
    let elsewhere = desk.post(&format!("{other}/contacts"), &camille).await;
    assert_eq!(field(&elsewhere), ("site_id".into(), "not_a_choice".into()));
    assert_eq!(code(&desk.get(&of_contact.replace(&customer, &other)).await), (404, "not_found".into()));
    camille["role"] = value!("signatory");
    let changed = desk.put(&of_contact, contact.header("etag"), &camille).await;
    assert_eq!((changed.status, &json(&changed)["role"]), (StatusCode::OK, &value!("signatory")));
    assert_eq!(code(&desk.put(&of_contact, contact.header("etag"), &camille).await), (412, "stale".into()));
    for (name, wrong, problem) in
        [("email", "camille", "not_an_email"), ("phone", "ring me", "not_a_phone_number"), ("name", "", "missing")]
    {
        let mut body = camille.clone();
        body[name] = value!(wrong);
        let refused = desk.put(&of_contact, changed.header("etag"), &body).await;
        assert_eq!(field(&refused), (name.into(), problem.into()));
    }
    camille["role"] = value!("friend");
    let refused = desk.post(&format!("{customer}/contacts"), &camille).await;
    assert_eq!(code(&refused), (400, "invalid_request".into()));

    let gone = desk.delete(&of_site, json(&desk.get(&of_site).await)["version"].to_string().as_str()).await;
    assert_eq!(code(&gone), (400, "invalid_request".into()), "a version stands in quotation marks");
    let tag = desk.get(&of_site).await.header("etag").to_owned();
    assert_eq!(desk.delete(&of_site, &tag).await.status, StatusCode::NO_CONTENT);
    let left = desk.get(&format!("{customer}/contacts")).await;
    assert_eq!(json(&left)[0]["site_id"], Value::Null, "people stay when their place goes");
    let tag = desk.get(&of_contact).await.header("etag").to_owned();
    assert_eq!(desk.delete(&of_contact, &tag).await.status, StatusCode::NO_CONTENT);
    assert_eq!(json(&desk.get(&format!("{customer}/contacts")).await), value!([]));
    let nobody = format!("/customers/{NOTHING}/sites");
    assert_eq!(code(&desk.post(&nobody, &value!({ "name": "Nowhere" })).await), (404, "not_found".into()));
}

#[tokio::test]
async fn our_companies_are_added_changed_and_removed() {
    let office = office().await;
    let (_, secret) = administrator(&office, &[Scope::WriteLegalEntities]).await;
    let desk = Desk { site: house::site(&office), secret };
    let before = json(&desk.get("/legal_entities").await);
    let used = before.as_array().unwrap().iter().find(|entity| entity["in_use"] == true).expect("one of ours").clone();
    let mut services = value!({
        "name": "Corvanne Services",
        "country": "FR",
        "registration_number": "999534712",
        "language": "fr",
        "regime": "france_business"
    });
    let added = desk.post("/legal_entities", &services).await;
    let path = place(&added);
    assert_eq!((&json(&added)["in_use"], &json(&added)["regime"]), (&value!(false), &value!("france_business")));
    services["regime"] = value!("generic");
    services["address"] = value!({ "city": "Lyon" });
    let changed = desk.put(&path, added.header("etag"), &services).await;
    assert_eq!((changed.status, &json(&changed)["address"]["city"]), (StatusCode::OK, &value!("Lyon")));
    assert_eq!(code(&desk.put(&path, added.header("etag"), &services).await), (412, "stale".into()));
    assert_eq!(code(&desk.delete(&path, added.header("etag")).await), (412, "stale".into()));
    services["name"] = used["name"].clone();
    let tag = changed.header("etag").to_owned();
    assert_eq!(field(&desk.put(&path, &tag, &services).await), ("name".into(), "taken".into()));
    services["country"] = value!("");
    assert_eq!(field(&desk.post("/legal_entities", &services).await).0, "country");
    let of_used = format!("/legal_entities/{}", used["id"].as_str().unwrap());
    let refused = desk.delete(&of_used, &format!("\"{}\"", used["version"])).await;
    assert_eq!(code(&refused), (409, "in_use".into()));
    assert_eq!(desk.delete(&path, &tag).await.status, StatusCode::NO_CONTENT);
    assert_eq!(code(&desk.get(&path).await), (404, "not_found".into()));
    assert_eq!(json(&desk.get("/legal_entities").await), before);
}

#[tokio::test]
async fn people_are_read_without_leave_to_change_them() {
    let office = office().await;
    let (person, reads) = administrator(&office, &[Scope::ReadPeople]).await;
    let site = house::site(&office);
    let people = json(&get(&site, "/people", &reads).await);
    assert!(people.as_array().unwrap().iter().any(|row| row["id"] == value!(person)));
    assert_eq!(json(&get(&site, "/me", &reads).await)["permissions"], value!(["view_people"]));
    let writes = secret(&office, person, &[Scope::WritePeople]).await;
    assert_eq!(get(&site, "/people", &writes).await.status, StatusCode::OK, "who may change may read");
    let customers = secret(&office, person, &[Scope::WriteCustomers]).await;
    assert_eq!(code(&get(&site, "/people", &customers).await), (403, "out_of_scope".into()));
    let roles = serde_json::to_string(&[Role::Manager]).unwrap();
    let of_them = format!("WHERE email = '{person}@example.com'");
    execute(&office, &format!("UPDATE person SET roles = '{roles}' {of_them}")).await;
    assert_eq!(code(&get(&site, "/people", &reads).await), (403, "not_permitted".into()));
}
