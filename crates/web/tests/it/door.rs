//! The site of a test: an office on a fresh database behind the router, asked without a network.

use std::sync::Arc;

use app::papers::{Contents, NotPrinted, Printer};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use case::sale::issue::DocumentKind;
use serde_json::Value;
use testkit::TestOffice;
use tower::ServiceExt as _;
use web::{Site, host::Names, routes};

/// A site with its office.
pub struct Door {
    pub office: TestOffice,
    router: Router,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

/// Stands for the paper engine, which has tests of its own: the paper says what it was asked for.
struct Press;

impl Printer for Press {
    fn print(&self, what: DocumentKind, contents: &Contents) -> Result<Vec<u8>, NotPrinted> {
        let released = if contents.released { "released" } else { "draft" };
        Ok(format!("%PDF-1.7 {what} of {} {released}", contents.file).into_bytes())
    }

    fn program(&self) -> &'static str {
        "a stand-in"
    }
}

impl Door {
    /// A site on an empty record.
    pub async fn empty() -> Self {
        Self::of(TestOffice::new().await)
    }

    /// A site on the record of a complete sale and of the public notices that the program carries.
    pub async fn full() -> Self {
        let office = TestOffice::new().await;
        office.seed("first-lor", |_, _| {}).await.expect("the seed runs");
        office.import_extract().await.expect("the extract can be read");
        Self::of(office)
    }

    pub fn of(office: TestOffice) -> Self {
        let at = "127.0.0.1:8080".parse().expect("an address");
        let called = ["caseway.example".parse().expect("a name")];
        let names = Arc::new(Names::new(at, &called));
        let site = Site { office: office.shared(), printer: Arc::new(Press), names };
        let router = routes::router(site);
        Self { office, router }
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 64 << 20).await.expect("a body of a test is not endless");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Sends a request and hands the body over unread: an endless one, for example.
    pub async fn open(&self, request: Request<Body>) -> axum::response::Response {
        self.router.clone().oneshot(request).await.expect("the router answers")
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a path of a test")).await
    }

    pub async fn post(&self, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(request.body(body.into()).expect("a path of a test")).await
    }

    /// Posts JSON to the API.
    pub async fn json(&self, path: &str, body: &Value) -> Answer {
        self.post(path, "application/json", body.to_string()).await
    }

    /// Posts JSON with headers.
    pub async fn json_with(&self, path: &str, body: &Value, more: &[(&str, &str)]) -> Answer {
        let mut request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_string())).expect("a header of a test")).await
    }

    /// Sends a form as a browser does.
    pub async fn form(&self, path: &str, pairs: &[(String, String)]) -> Answer {
        let coded: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{}={}", coded(name), coded(value))).collect();
        self.post(path, "application/x-www-form-urlencoded", coded.join("&")).await
    }

    /// Sends a form with files as a browser does.
    pub async fn multipart(&self, path: &str, parts: &[Part<'_>]) -> Answer {
        let mut body = Vec::new();
        for Part { name, file, content } in parts {
            let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
            let head =
                format!("--EDGE\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--EDGE--\r\n");
        self.post(path, "multipart/form-data; boundary=EDGE", body).await
    }
}

/// A part of a form with files.
pub struct Part<'a> {
    pub name: &'a str,
    pub file: Option<&'a str>,
    pub content: &'a [u8],
}

impl Answer {
    /// The answer, which must have a status.
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.said());
        self
    }

    /// The answer as a person reads it.
    pub fn said(&self) -> String {
        let page = self.body.contains("<main");
        if page { crate::reading::text(&self.body) } else { self.body.chars().take(600).collect() }
    }

    /// The body as JSON.
    pub fn value(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The problem document, which must have a code.
    pub fn problem(&self, code: &str) -> Value {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.body);
        let problem = self.value();
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["status"], self.status.as_u16());
        assert_ne!(problem["title"], "A problem", "{code} is not in the list of codes");
        for field in ["type", "title", "detail"] {
            assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{problem}");
        }
        problem
    }
}

/// A word as it stands in an address or in a form.
pub fn coded(text: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// Arguments of the API as the pairs that a form sends: `lines.0.number`.
pub fn pairs(value: &Value, path: &str, into: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                pairs(value, &format!("{path}{dot}{name}"), into);
            }
        }
        Value::Array(list) if list.iter().all(Value::is_string) => {
            let texts = list.iter().filter_map(Value::as_str);
            into.extend(texts.map(|text| (path.to_owned(), text.to_owned())));
        }
        Value::Array(list) => {
            for (i, value) in list.iter().enumerate() {
                pairs(value, &format!("{path}.{i}"), into);
            }
        }
        Value::String(text) => into.push((path.to_owned(), text.clone())),
        other => into.push((path.to_owned(), other.to_string())),
    }
}
