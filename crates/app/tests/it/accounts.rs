//! Coming in: the first link, passwords and codes, limits, sessions and tokens, on both databases.

use app::accounts::{Attempt, From, NoToken, NotSetUp, NotSignedIn, Scope, Secret, SetUp};
use identity::{limits, totp};
use serde_json::json;
use terms::{Desk, Moment};
use testkit::TestOffice;

const MINUTE: i64 = 60_000_000;
const WORD: &str = "a sentence of a person";

/// An office whose first account was set up by its link.
struct Begun {
    office: TestOffice,
    key: Vec<u8>,
    paper: Vec<String>,
    session: Secret,
}

fn from(source: &str) -> From {
    From { source: source.to_owned(), ..From::default() }
}

async fn each() -> Vec<TestOffice> {
    let mut all = Vec::new();
    for office in TestOffice::each().await {
        all.push(office.signing_in().await);
    }
    all
}

fn later(office: &TestOffice, micros: i64) {
    let now = office.now().micros();
    office.clock().set(Moment::from_micros(now + micros));
}

impl Begun {
    async fn on(office: TestOffice) -> Self {
        let link = office.first_link().await.unwrap().expect("nobody has an account yet");
        let welcome = office.welcome(&link.secret).await.unwrap().expect("the link holds");
        assert_eq!(welcome.account, None);
        let key = welcome.key;
        let given = set_up(&office, &link.secret, &key);
        let (session, paper) = office.set_up(&given).await.unwrap();
        Self { office, key, paper, session: session.secret }
    }

    /// An attempt with the code of now.
    fn attempt(&self, name: &str, password: &str) -> Attempt {
        let code = totp::code(&self.key, totp::step(self.office.now()));
        attempt(name, password, &code)
    }
}

fn set_up(office: &TestOffice, link: &Secret, key: &[u8]) -> SetUp {
    SetUp {
        link: link.clone(),
        name: "ada".to_owned(),
        password: Secret::new(WORD),
        code: Secret::new(totp::code(key, totp::step(office.now()))),
        from: from("192.0.2.1"),
    }
}

fn attempt(name: &str, password: &str, code: &str) -> Attempt {
    Attempt {
        name: name.to_owned(),
        password: Secret::new(password),
        code: Secret::new(code),
        from: from("192.0.2.1"),
    }
}

async fn register(office: &TestOffice, person: &str, desks: &[&str]) {
    let entry = json!({ "person": person, "desks": desks });
    let register = office.as_officer("una@administrator");
    register.act("office/register", "register-person", entry).await;
    let file = office.file_at("office/register").await;
    let case::File::Office(state) = &*file else { unreachable!() };
    let number = state.entries.len();
    let second = office.as_officer("otto@administrator");
    second.act("office/register", "confirm-person", json!({ "number": number })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_link_makes_one_administrator() {
    for office in each().await {
        let begun = Begun::on(office).await;
        let office = &begun.office;
        let known = office.session(&begun.session).await.unwrap().expect("signed in");
        assert_eq!((known.account.as_str(), &known.desks[..]), ("ada", &[Desk::Administrator][..]));
        assert!(office.first_link().await.unwrap().is_none(), "there is an account now");
        assert_eq!(begun.paper.len(), 10);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_followed_once_and_in_its_time() {
    let office = TestOffice::new().await.signing_in().await;
    let old = office.first_link().await.unwrap().unwrap();
    let link = office.first_link().await.unwrap().unwrap();
    assert!(office.welcome(&old.secret).await.unwrap().is_none(), "a later link makes it void");
    let key = office.welcome(&link.secret).await.unwrap().unwrap().key;
    let given = set_up(&office, &link.secret, &key);
    let weak = SetUp { password: Secret::new("adaadaadaadaada1"), ..given.clone() };
    assert!(matches!(office.set_up(&weak).await, Err(NotSetUp::Weak(_))));
    let wrong = SetUp { code: Secret::new("000000"), ..given.clone() };
    assert!(matches!(office.set_up(&wrong).await, Err(NotSetUp::Code)));
    let named = SetUp { name: "Ada Lovelace".to_owned(), ..given.clone() };
    assert!(matches!(office.set_up(&named).await, Err(NotSetUp::Name)));
    later(&office, 60 * MINUTE);
    assert!(matches!(office.set_up(&given).await, Err(NotSetUp::NoLink)));
    let link = office.first_link().await.unwrap().unwrap();
    let key = office.welcome(&link.secret).await.unwrap().unwrap().key;
    let given = set_up(&office, &link.secret, &key);
    office.set_up(&given).await.unwrap();
    let again = SetUp { name: "ben".to_owned(), ..given };
    assert!(matches!(office.set_up(&again).await, Err(NotSetUp::NoLink)));
}

#[tokio::test(flavor = "multi_thread")]
async fn password_and_code_let_in_and_nothing_less() {
    for office in each().await {
        let begun = Begun::on(office).await;
        let office = &begun.office;
        later(office, MINUTE);
        for (name, password) in [("ada", "another sentence altogether"), ("bea", WORD), ("", WORD)]
        {
            let said = office.sign_in(&begun.attempt(name, password)).await;
            assert!(matches!(said, Err(NotSignedIn::Wrong)), "{name}");
        }
        let said = office.sign_in(&attempt("ada", WORD, "")).await;
        assert!(matches!(said, Err(NotSignedIn::Wrong)));
        let good = begun.attempt("ada", WORD);
        let session = office.sign_in(&good).await.unwrap();
        assert_ne!(session.secret, begun.session, "a session of its own");
        let said = office.sign_in(&good).await;
        assert!(matches!(said, Err(NotSignedIn::Wrong)), "a code is taken once");
        let paper = attempt("ada", WORD, &begun.paper[3]);
        office.sign_in(&paper).await.unwrap();
        let said = office.sign_in(&paper).await;
        assert!(matches!(said, Err(NotSignedIn::Wrong)), "so is one on paper");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_use_one_code_once() {
    for office in each().await {
        let begun = Begun::on(office).await;
        later(&begun.office, MINUTE);
        let good = begun.attempt("ada", WORD);
        let all = (0..6).map(|_| {
            let (office, good) = (begun.office.shared(), good.clone());
            tokio::spawn(async move { office.sign_in(&good).await.is_ok() })
        });
        let mut let_in = 0;
        for one in all.collect::<Vec<_>>() {
            let_in += usize::from(one.await.unwrap());
        }
        assert_eq!(let_in, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_end_at_the_documented_count() {
    for office in each().await {
        let begun = Begun::on(office).await;
        let office = &begun.office;
        later(office, MINUTE);
        for name in ["ada", "nobody-at-all"] {
            let mut wrong = 0;
            for _ in 0..limits::OF_ACCOUNT + 5 {
                match office.sign_in(&attempt(name, "x", "000000")).await {
                    Err(NotSignedIn::Wrong) => wrong += 1,
                    Err(NotSignedIn::TooMany) => {}
                    other => panic!("{other:?}"),
                }
            }
            assert_eq!(wrong, limits::OF_ACCOUNT, "{name}: with an account and without");
        }
        let said = office.sign_in(&begun.attempt("ada", WORD)).await;
        assert!(matches!(said, Err(NotSignedIn::TooMany)), "right ones are not looked at either");
        let file = office.file_at("office/account.ada").await;
        let before = file.head().version;
        for _ in 0..50 {
            let _ = office.sign_in(&attempt("ada", "x", "000000")).await;
        }
        let file = office.file_at("office/account.ada").await;
        assert_eq!(file.head().version, before, "the log is not filled by guesses");
        later(office, limits::WINDOW);
        office.sign_in(&begun.attempt("ada", WORD)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_from_one_address_end_too() {
    let office = TestOffice::new().await.signing_in().await;
    let mut wrong = 0;
    for n in 0..limits::OF_SOURCE + 3 {
        let said = office.sign_in(&attempt(&format!("name{n}"), "x", "000000")).await;
        wrong += i64::from(matches!(said, Err(NotSignedIn::Wrong)));
    }
    assert_eq!(wrong, limits::OF_SOURCE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_by_silence_by_age_by_hand_and_with_its_account() {
    for office in each().await {
        let begun = Begun::on(office).await;
        let office = &begun.office;
        let holds = async |secret: &Secret| office.session(secret).await.unwrap().is_some();
        later(office, 14 * MINUTE);
        assert!(holds(&begun.session).await, "an administrator may be silent for 15 minutes");
        later(office, 15 * MINUTE);
        assert!(!holds(&begun.session).await);
        let sign_in = async || office.sign_in(&begun.attempt("ada", WORD)).await.unwrap();
        let session = sign_in().await;
        for _ in 0..71 {
            later(office, 10 * MINUTE);
            assert!(holds(&session.secret).await);
        }
        later(office, 10 * MINUTE);
        assert!(!holds(&session.secret).await, "12 hours are over");
        let session = sign_in().await;
        let own = office.sessions("ada").await.unwrap();
        assert_eq!(own.len(), 1);
        assert!(!office.end_session("bea", &own[0].id, "x").await.unwrap(), "not another's");
        assert!(office.end_session("ada", &own[0].id, "ended by hand").await.unwrap());
        assert!(!holds(&session.secret).await, "on the very next request");
        later(office, MINUTE);
        let session = sign_in().await;
        let by = app::accounts::console();
        office.close_account(&by, "ada", "left").await.unwrap();
        assert!(!holds(&session.secret).await);
        let said = office.sign_in(&begun.attempt("ada", WORD)).await;
        assert!(matches!(said, Err(NotSignedIn::Wrong)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_signs_in_again_has_a_new_session_and_the_old_one_ends() {
    let begun = Begun::on(TestOffice::new().await.signing_in().await).await;
    later(&begun.office, MINUTE);
    let mut again = begun.attempt("ada", WORD);
    again.from.before = Some(begun.session.clone());
    let fresh = begun.office.sign_in(&again).await.unwrap();
    assert_ne!(fresh.secret, begun.session);
    assert!(begun.office.session(&begun.session).await.unwrap().is_none());
    assert!(begun.office.session(&fresh.secret).await.unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_register_counts_on_the_very_next_request() {
    for office in each().await {
        let begun = Begun::on(office).await;
        let office = &begun.office;
        let desks = async || {
            let known = office.session(&begun.session).await.unwrap();
            known.map(|known| known.desks).unwrap_or_default()
        };
        register(office, "ada", &["case-manager", "administrator"]).await;
        assert_eq!(desks().await, [Desk::CaseManager, Desk::Administrator]);
        register(office, "ada", &["auditor"]).await;
        assert_eq!(desks().await, [Desk::Auditor]);
        let retire = json!({ "person": "ada", "reason": "moved on" });
        let una = office.as_officer("una@administrator");
        una.act("office/register", "retire-person", retire).await;
        assert_eq!(desks().await, [], "the first account is an administrator no more");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_has_a_scope_and_an_end_and_is_revoked_at_once() {
    for office in each().await {
        let begun = Begun::on(office).await;
        let office = &begun.office;
        let now = office.now();
        let in_a_day = Moment::from_micros(now.micros() + 24 * 60 * MINUTE);
        let past = office.make_token("ada", ("x", Scope::Read, now)).await;
        assert!(matches!(past, Err(NoToken::End)));
        let none = office.make_token("bea", ("x", Scope::Read, in_a_day)).await;
        assert!(matches!(none, Err(NoToken::NoAccount(_))));
        let made = office.make_token("ada", ("Nightly", Scope::Read, in_a_day)).await;
        let (token, secret) = made.unwrap();
        let known = office.bearer(&secret).await.unwrap().expect("it holds");
        assert_eq!((known.scope, known.through.as_str()), (Scope::Read, token.id.as_str()));
        assert_eq!(office.tokens("ada").await.unwrap()[0].used, Some(now));
        assert!(office.bearer(&Secret::new("cwt_00")).await.unwrap().is_none());
        let (kept, other) = office.make_token("ada", ("x", Scope::Act, in_a_day)).await.unwrap();
        assert!(office.revoke_token("ada", &kept.id).await.unwrap());
        assert!(office.bearer(&other).await.unwrap().is_none());
        later(office, 24 * 60 * MINUTE);
        assert!(office.bearer(&secret).await.unwrap().is_none(), "its day is over");
    }
}

/// A row that somebody wrote into the database opens no door: the account's events name what
/// counts, by digest.
#[tokio::test(flavor = "multi_thread")]
async fn a_password_put_in_by_hand_lets_nobody_in() {
    for office in each().await {
        let begun = Begun::on(office).await;
        let office = &begun.office;
        later(office, MINUTE);
        let theirs = identity::password::Kept::of(&Secret::new("a sentence of another"), [1; 16]);
        let sql = "update credential set body = $1 where body like '{%'";
        let stmt = store::value::Stmt::new(sql, vec![theirs.store().into()]);
        office.store().write(vec![stmt]).await.unwrap();
        let said = office.sign_in(&begun.attempt("ada", "a sentence of another")).await;
        assert!(matches!(said, Err(NotSignedIn::Wrong)));
    }
}

/// Secrets are in no event and in no table as they are.
#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_written_down() {
    let begun = Begun::on(TestOffice::new().await.signing_in().await).await;
    let office = &begun.office;
    let ends = Moment::from_micros(office.now().micros() + MINUTE);
    let (_, token) = office.make_token("ada", ("x", Scope::Act, ends)).await.unwrap();
    let said = format!("{:?}", office.store().follow(0, 1_000).await.unwrap());
    let key = terms::hex::encode(&begun.key);
    for secret in [WORD, &key, &begun.paper[0], begun.session.reveal(), token.reveal()] {
        assert!(!said.contains(secret), "an event holds {secret}");
    }
    let path = begun.office.folder().join("caseway.db");
    let mut raw = std::fs::read(&path).unwrap();
    raw.extend(std::fs::read(path.with_extension("db-wal")).unwrap_or_default());
    for secret in [WORD, &begun.paper[0], begun.session.reveal(), token.reveal()] {
        let found = raw.windows(secret.len()).any(|some| some == secret.as_bytes());
        assert!(!found, "the database holds {secret}");
    }
}
