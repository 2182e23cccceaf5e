//! Coming in over HTTP: where people sign in, nothing is answered to whoever did not.

use axum::{
    body::Body,
    http::{Request, header},
};
use identity::totp;
use terms::Moment;
use testkit::TestOffice;

use crate::door::{Answer, Door, coded};

const WORD: &str = "a sentence of a person";
const MINUTE: i64 = 60_000_000;

/// A site into which people sign in, with its administrator.
struct Entered {
    door: Door,
    key: Vec<u8>,
    cookie: String,
}

impl Entered {
    async fn new() -> Self {
        let door = Door::of(TestOffice::new().await.signing_in().await);
        let link = door.office.first_link().await.unwrap().expect("nobody is there yet");
        let key = door.office.welcome(&link.secret).await.unwrap().unwrap().key;
        let shown = door.get(&link.path()).await.is(200);
        let typed = totp::base32(&key);
        assert!(shown.said().replace(' ', "").contains(&typed), "the key is shown to be typed");
        let code = totp::code(&key, totp::step(door.office.now()));
        let pairs = [("name", "ada"), ("password", WORD), ("again", WORD), ("code", code.as_str())];
        let answer = send(&door, &link.path(), &pairs, None).await.is(200);
        assert_eq!(answer.body.matches("<li><code>").count(), 10, "codes on paper");
        let cookie = cookie(&answer);
        door.get(&link.path()).await.is(410);
        Self { door, key, cookie }
    }

    async fn get(&self, path: &str) -> Answer {
        get(&self.door, path, &self.cookie).await
    }

    async fn sign_in(&self, name: &str, word: &str, to: &str) -> Answer {
        let code = totp::code(&self.key, totp::step(self.door.office.now()));
        let pairs = [("name", name), ("password", word), ("code", code.as_str()), ("to", to)];
        send(&self.door, "/sign-in", &pairs, None).await
    }

    fn later(&self, micros: i64) {
        let now = self.door.office.now().micros();
        self.door.office.clock().set(Moment::from_micros(now + micros));
    }
}

async fn get(door: &Door, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).header(header::COOKIE, cookie);
    door.send(request.body(Body::empty()).unwrap()).await
}

async fn send(door: &Door, path: &str, pairs: &[(&str, &str)], cookie: Option<&str>) -> Answer {
    let body: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", coded(name), coded(value))).collect();
    let mut request =
        Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    door.send(request.body(Body::from(body.join("&"))).unwrap()).await
}

/// What the browser keeps after an answer.
fn cookie(answer: &Answer) -> String {
    let set = answer.headers.get(header::SET_COOKIE).expect("a cookie is set").to_str().unwrap();
    for word in ["Path=/", "HttpOnly", "SameSite=Lax"] {
        assert!(set.contains(word), "{set}");
    }
    set.split(';').next().unwrap().to_owned()
}

fn location(answer: &Answer) -> &str {
    answer.headers.get(header::LOCATION).expect("it leads on").to_str().unwrap()
}

#[tokio::test]
async fn nothing_is_answered_to_whoever_did_not_sign_in() {
    let entered = Entered::new().await;
    let door = &entered.door;
    for path in ["/", "/cases?q=a b", "/people", "/account", "/no-such-page", "/imports"] {
        let path = path.replace(' ', "%20");
        let answer = door.get(&path).await.is(303);
        assert!(location(&answer).starts_with("/sign-in?to=%2F"), "{path}");
        assert!(answer.body.is_empty());
    }
    for path in ["/api/v1/cases", "/api/openapi.json", "/api/v1/no-such", "/api/v1/events"] {
        let answer = door.get(path).await.is(401);
        assert!(answer.body.contains("unauthenticated"));
        assert!(answer.headers.contains_key(header::WWW_AUTHENTICATE));
    }
    door.post("/api/v1/purchasers", "application/json", "{}").await.is(401);
    send(door, "/imports", &[], None).await.is(303);
    for path in ["/healthz", "/sign-in"] {
        door.get(path).await.is(200);
    }
    entered.get("/cases").await.is(200);
}

#[tokio::test]
async fn signing_in_leads_back_and_never_elsewhere() {
    let entered = Entered::new().await;
    entered.later(MINUTE);
    for (name, word) in [("ada", "another sentence of hers"), ("nobody", WORD)] {
        let answer = entered.sign_in(name, word, "/cases").await.is(401);
        assert!(answer.said().contains("The name, the password or the code is not right."));
        assert!(!answer.headers.contains_key(header::SET_COOKIE));
        assert!(!answer.body.contains(word), "a password is not written back");
    }
    let answer = entered.sign_in("ada", WORD, "/cases?q=boat").await.is(303);
    assert_eq!(location(&answer), "/cases?q=boat");
    let fresh = cookie(&answer);
    assert_ne!(fresh, entered.cookie);
    get(&entered.door, "/cases", &fresh).await.is(200);
    entered.later(MINUTE);
    let answer = entered.sign_in("ada", WORD, "//evil.example/").await.is(303);
    assert_eq!(location(&answer), "/");
}

#[tokio::test]
async fn a_session_that_was_made_up_or_ended_lets_nobody_in() {
    let entered = Entered::new().await;
    let made_up = format!("caseway-session=cws_{}", "0".repeat(64));
    get(&entered.door, "/", &made_up).await.is(303);
    let own = entered.get("/account").await.is(200);
    assert!(own.said().contains("End this session"));
    send(&entered.door, "/sign-out", &[], Some(&entered.cookie)).await.is(303);
    entered.get("/").await.is(303);
}

#[tokio::test]
async fn guesses_are_told_to_wait() {
    let entered = Entered::new().await;
    let mut last = 0;
    for _ in 0..12 {
        let answer = entered.sign_in("ada", "not her password", "/").await;
        last = answer.status.as_u16();
        assert!(last == 401 || answer.headers.contains_key(header::RETRY_AFTER));
    }
    assert_eq!(last, 429);
}

#[tokio::test]
async fn the_actor_is_the_person_of_the_session_at_one_of_their_desks() {
    let entered = Entered::new().await;
    let register =
        [("person", "ben"), ("desks", "case-manager"), ("desks", "administrator"), ("_key", "k1")];
    let answer =
        send(&entered.door, "/office/register/persons", &register, Some(&entered.cookie)).await;
    assert_eq!(answer.is(303).body, "");
    let file = entered.door.office.file_at("office/register").await;
    let case::File::Office(state) = &*file else { unreachable!() };
    assert_eq!(state.entries[0].by.to_string(), "ada@administrator");
    for (who, status) in [
        ("ben@administrator", 403),
        ("ada@state", 403),
        ("ada@administrator", 200),
        ("@administrator", 200),
        ("?", 400),
    ] {
        let request = Request::get("/api/v1/cases")
            .header(header::COOKIE, &entered.cookie)
            .header("caseway-actor", who);
        entered.door.send(request.body(Body::empty()).unwrap()).await.is(status);
    }
    let chosen = format!("{}; caseway-desk=ben@state", entered.cookie);
    let page = get(&entered.door, "/", &chosen).await.is(200);
    assert!(page.body.contains("Signed in as ada, administrator"), "not a desk of hers");
}

#[tokio::test]
async fn a_token_reads_or_acts_and_makes_no_other() {
    let entered = Entered::new().await;
    let made = async |scope: &str| {
        let pairs = [("label", "Nightly"), ("scope", scope), ("days", "30")];
        let page = send(&entered.door, "/account/tokens", &pairs, Some(&entered.cookie)).await;
        let page = page.is(200);
        let from = page.body.find("cwt_").expect("the token is shown once");
        page.body[from..from + 68].to_owned()
    };
    let (reads, acts) = (made("read").await, made("act").await);
    let ask = async |path: &str, token: &str, post: bool| {
        let request = if post { Request::post(path) } else { Request::get(path) };
        let request = request
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json");
        entered.door.send(request.body(Body::from("{}")).unwrap()).await
    };
    ask("/api/v1/cases", &reads, false).await.is(200);
    assert!(ask("/api/v1/cases", &reads, true).await.is(403).body.contains("scope"));
    ask("/api/v1/cases", &acts, true).await.is(422);
    ask("/api/v1/cases", "cwt_00", false).await.is(401);
    ask("/account/tokens", &acts, true).await.is(415);
    ask("/account", &acts, false).await.is(403);
    let page = entered.get("/account").await.is(200);
    assert!(!page.body.contains("cwt_"), "a token is not shown again");
}

#[tokio::test]
async fn an_administrator_opens_accounts_and_others_see_no_such_page() {
    let entered = Entered::new().await;
    let door = &entered.door;
    let opened = [("account", "ben"), ("of", "official"), ("nation", ""), ("body", "")];
    let page = send(door, "/people", &opened, Some(&entered.cookie)).await.is(422);
    assert!(page.said().contains("The register knows nobody by the name ben"));
    let una = door.office.as_officer("una@administrator");
    let entry = serde_json::json!({ "person": "ben", "desks": ["case-manager"] });
    una.act("office/register", "register-person", entry).await;
    let otto = door.office.as_officer("otto@administrator");
    otto.act("office/register", "confirm-person", serde_json::json!({ "number": 1 })).await;
    let page = send(door, "/people", &opened, Some(&entered.cookie)).await.is(200);
    let from = page.body.find("/welcome/").expect("a link is shown");
    let path = page.body[from..].split('<').next().unwrap().to_owned();
    let link = identity::Secret::new(path.trim_start_matches("/welcome/"));
    let key = door.office.welcome(&link).await.unwrap().unwrap().key;
    let code = totp::code(&key, totp::step(door.office.now()));
    let pairs = [("password", WORD), ("again", WORD), ("code", code.as_str())];
    let bens = cookie(&send(door, &path, &pairs, None).await.is(200));
    get(door, "/cases", &bens).await.is(200);
    get(door, "/people", &bens).await.is(404);
    send(door, "/people/ada/closure", &[("reason", "x")], Some(&bens)).await.is(404);
    let closed = [("reason", "left")];
    send(door, "/people/ben/closure", &closed, Some(&entered.cookie)).await.is(200);
    get(door, "/cases", &bens).await.is(303);
}

#[tokio::test]
async fn where_desks_are_open_one_can_act_as_a_person() {
    let door = Door::empty().await;
    door.get("/people").await.is(200);
    door.get("/account").await.is(409);
    let answer = door.get("/sign-in?to=/cases").await.is(303);
    assert_eq!(location(&answer), "/cases");
    send(&door, "/people", &[("account", "a"), ("of", "official")], None).await.is(409);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_stream_ends_with_the_session() {
    use futures_util::StreamExt as _;
    let entered = Entered::new().await;
    let request = Request::get("/api/v1/events")
        .header(header::COOKIE, &entered.cookie)
        .header(header::ACCEPT, "text/event-stream");
    let answer = entered.door.open(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status().as_u16(), 200);
    let mut stream = answer.into_body().into_data_stream();
    assert!(stream.next().await.is_some(), "what is there comes first");
    let own = entered.door.office.sessions("ada").await.unwrap();
    entered.door.office.end_session("ada", &own[0].id, "a test").await.unwrap();
    let mut heard = String::new();
    while let Some(piece) = stream.next().await {
        heard += &String::from_utf8_lossy(&piece.unwrap());
    }
    assert!(!heard.contains("session_ended"), "nothing is told after the end");
}
