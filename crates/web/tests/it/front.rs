//! What every answer carries, and what the door keeps out.

use axum::{body::Body, http::Request};

use crate::door::Door;

/// Headers that make a browser careful, on an answer of every kind.
#[tokio::test]
async fn every_answer_has_its_security_headers() {
    let door = Door::empty().await;
    let style = door.get("/").await.is(200).body;
    let style = crate::reading::attributes(&style, "href");
    let style =
        style.iter().find(|href| href.ends_with("caseway.css")).expect("a page has a style");
    let large = "x".repeat(27 << 20);
    let answers = [
        door.get("/").await.is(200),
        door.get(style).await.is(200),
        door.get("/nowhere").await.is(404),
        door.get("/log/checkpoint").await.is(200),
        door.get("/healthz").await.is(200),
        door.get("/api/v1/cases").await.is(200),
        door.get("/api/v1/nowhere").await.is(404),
        door.post("/api/v1/cases", "application/json", large).await.is(413),
        cross_site(&door, "/desk").await.is(403),
    ];
    for answer in answers {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{answer:?}");
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(!answer.header("cache-control").is_empty());
    }
}

async fn cross_site(door: &Door, path: &str) -> crate::door::Answer {
    let request = Request::post(path)
        .header("host", "caseway.example")
        .header("origin", "https://elsewhere.example")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded");
    door.send(request.body(Body::from("desk=")).unwrap()).await
}

#[tokio::test]
async fn a_page_of_another_site_cannot_act_here() {
    let door = Door::empty().await;
    let page = cross_site(&door, "/purchasers/BN/registration").await.is(403);
    assert!(page.body.contains("A page of another site sent this"), "{}", page.body);
    cross_site(&door, "/api/v1/purchasers").await.is(403).problem("cross-site");
    assert_eq!(door.office.store().head().await.unwrap().n, 0);
    // An old browser says only where it comes from.
    let request = Request::post("/purchasers/BN/registration")
        .header("host", "caseway.example")
        .header("origin", "https://elsewhere.example")
        .header("content-type", "application/x-www-form-urlencoded");
    door.send(request.body(Body::from("remarks=x")).unwrap()).await.is(403);
    // A page of this site may, and so may a program, which is no browser.
    let request = Request::post("/purchasers/BN/registration")
        .header("host", "caseway.example")
        .header("origin", "http://caseway.example")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    door.send(request.body(Body::from("remarks=x")).unwrap()).await.is(303);
    door.json("/api/v1/purchasers", &serde_json::json!({ "code": "XX" })).await.is(409);
}

#[tokio::test]
async fn a_request_that_was_meant_for_another_server_is_turned_away() {
    let door = Door::empty().await;
    let asked = async |host: &str, path: &str| {
        let request = Request::get(path).header("host", host).body(Body::empty()).unwrap();
        door.send(request).await
    };
    // A browser that was told that this machine is rebound.example says whom it asked.
    for path in ["/", "/cases", "/log/checkpoint", "/healthz", "/nowhere"] {
        asked("rebound.example:8080", path).await.is(421);
    }
    let page = asked("rebound.example", "/").await;
    assert!(page.body.contains("This server is not called so"), "{}", page.body);
    asked("rebound.example", "/api/v1/cases").await.is(421).problem("wrong-host");
    let own =
        ["localhost:9000", "127.0.0.1:8080", "[::1]:8080", "caseway.example", "CASEWAY.example"];
    for host in own {
        asked(host, "/").await.is(200);
    }
    // What its page would send is of one site with it, and is turned away all the same.
    let post = |request: axum::http::request::Builder| {
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        door.send(request.body(Body::from("remarks=x")).unwrap())
    };
    let rebound = Request::post("/purchasers/BN/registration")
        .header("host", "rebound.example")
        .header("origin", "http://rebound.example")
        .header("sec-fetch-site", "same-origin");
    post(rebound).await.is(421);
    // Nor does a request pass that names two servers.
    let two = Request::post("/purchasers/BN/registration")
        .header("host", "localhost")
        .header("host", "rebound.example");
    post(two).await.is(421);
    let both = Request::post("http://rebound.example/purchasers/BN/registration")
        .header("host", "localhost");
    post(both).await.is(421);
    assert_eq!(door.office.store().head().await.unwrap().n, 0);
}

#[tokio::test]
async fn a_desk_that_was_chosen_is_kept_by_the_browser_and_written_into_the_record() {
    let door = Door::empty().await;
    let request = Request::post("/desk")
        .header("referer", "http://caseway.example/cases?q=x")
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = door.send(request.body(Body::from("desk=country-desk&person=ada")).unwrap()).await;
    let answer = answer.is(303);
    assert_eq!(answer.header("location"), "/cases?q=x");
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let request = Request::post("/purchasers/BN/registration")
        .header("cookie", &cookie)
        .header("content-type", "application/x-www-form-urlencoded");
    door.send(request.body(Body::from("")).unwrap()).await.is(303);
    let events = door.get("/api/v1/purchasers/BN/events").await.is(200).value();
    assert_eq!(events["items"][0]["meta"]["by"], "ada@country-desk");
    let page = Request::get("/").header("cookie", cookie).body(Body::empty()).unwrap();
    let page = door.send(page).await.is(200);
    assert!(page.body.contains("Acting as ada, DSCA country portfolio"), "{}", page.body);
}

#[tokio::test]
async fn nobody_is_led_to_another_site_after_choosing_a_desk() {
    let door = Door::empty().await;
    for referer in ["http://x.example//evil.example/", "javascript:alert(1)", "nonsense", ""] {
        let request = Request::post("/desk")
            .header("referer", referer)
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = door.send(request.body(Body::from("desk=")).unwrap()).await.is(303);
        let to = answer.header("location");
        assert!(to.starts_with('/') && !to.starts_with("//"), "{referer} leads to {to}");
    }
    door.form("/desk", &[("desk".into(), "nobody".into())]).await.is(404);
    let wrong = [("desk".into(), "legal".into()), ("person".into(), "Ada Lovelace".into())];
    door.form("/desk", &wrong).await.is(422);
}

#[tokio::test]
async fn a_browser_keeps_the_design_system_and_nothing_of_the_record() {
    let door = Door::empty().await;
    let home = door.get("/").await.is(200);
    assert_eq!(home.header("cache-control"), "no-store");
    let hrefs = crate::reading::attributes(&home.body, "href");
    let style = hrefs.iter().find(|href| href.ends_with("uswds.min.css")).unwrap();
    let file = door.get(style).await.is(200);
    assert!(file.header("cache-control").contains("immutable"));
    assert!(file.header("content-type").starts_with("text/css"));
    let packed = Request::get(style).header("accept-encoding", "gzip").body(Body::empty()).unwrap();
    assert_eq!(door.send(packed).await.is(200).header("content-encoding"), "gzip");
    let stale = style.replacen("/assets/", "/assets/0", 1);
    door.get(&stale).await.is(404);
}
