//! The names that this server answers to. A page of another site can give its own name the address
//! of this machine, and a browser then takes both for one site. It still says which name it asked,
//! so a name that is not this server's is turned away before anything is read.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, Uri, header, uri::Authority};

/// Where a server listens, and how else it is called.
#[derive(Debug, Clone)]
pub struct Names {
    listens: IpAddr,
    more: Vec<Name>,
    reached: Reached,
}

/// How people reach a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reached {
    /// On plain HTTP, from this machine.
    #[default]
    Plainly,
    /// On HTTPS.
    Encrypted,
    /// Through a proxy that encrypts and says from where a request came.
    ThroughProxy,
}

/// A name or an address under which a server is reached, without a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl std::str::FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let name = plain(text);
        let letters = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
        let named = !name.is_empty() && name.chars().all(letters);
        if named || address(&name).is_some() {
            return Ok(Self(name));
        }
        Err(format!("\"{text}\" is not the name of a machine, such as caseway.example.gov"))
    }
}

impl Names {
    /// The names of a server that listens there and is also called so.
    pub fn new(listens: SocketAddr, more: &[Name]) -> Self {
        Self { listens: listens.ip(), more: more.to_vec(), reached: Reached::Plainly }
    }

    /// The same server, reached in another way.
    #[must_use]
    pub const fn reached(mut self, reached: Reached) -> Self {
        self.reached = reached;
        self
    }

    /// Whether what a browser keeps travels encrypted only.
    pub fn is_encrypted(&self) -> bool {
        self.reached != Reached::Plainly
    }

    /// Whether a proxy says from where a request came.
    pub fn is_behind_proxy(&self) -> bool {
        self.reached == Reached::ThroughProxy
    }

    /// Whether a request that came over HTTP was meant for this server: every place in it that
    /// names a server names this one. A request that names none comes from no browser.
    pub fn meant(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let hosts = headers.get_all(header::HOST);
        let mut named = hosts.iter().map(|host| host.to_str().unwrap_or_default());
        let authority = uri.authority().map(Authority::as_str);
        hosts.iter().count() <= 1
            && named.all(|host| self.known(host))
            && authority.is_none_or(|host| self.known(host))
    }

    /// Whether this is a name of the server; the port may be that of a tunnel or of a proxy.
    fn known(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        let name = plain(authority.host());
        let own = match address(&name) {
            // No name stands behind an address, so it can only be reached as what it is.
            Some(ip) => ip.is_loopback() || ip == self.listens || self.listens.is_unspecified(),
            None => name == "localhost",
        };
        own || self.more.iter().any(|known| known.0 == name)
    }
}

/// A name as it is compared: in small letters, without the dot at its end.
fn plain(name: &str) -> String {
    let name = name.trim().to_ascii_lowercase();
    name.strip_suffix('.').unwrap_or(&name).to_owned()
}

fn address(name: &str) -> Option<IpAddr> {
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    bare.unwrap_or(name).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(listens: &str, more: &[&str]) -> Names {
        let more: Vec<Name> = more.iter().map(|name| name.parse().expect("a name")).collect();
        Names::new(listens.parse().expect("an address"), &more)
    }

    #[test]
    fn a_server_knows_its_names_and_no_others() {
        let own = names("127.0.0.1:8080", &["Caseway.example.gov"]);
        for (host, known) in [
            ("localhost", true),
            ("LOCALHOST:9000", true),
            ("127.0.0.1:8080", true),
            ("[::1]:8080", true),
            ("caseway.example.gov", true),
            ("CASEWAY.example.gov.:443", true),
            ("evil.example", false),
            ("localhost.evil.example", false),
            ("127.0.0.1.evil.example", false),
            ("caseway.example.gov.evil.example", false),
            ("192.0.2.7:8080", false),
            ("user@evil.example", false),
            ("", false),
            ("two words", false),
        ] {
            assert_eq!(own.known(host), known, "{host}");
        }
    }

    #[test]
    fn an_address_that_is_listened_on_is_a_name() {
        assert!(names("192.0.2.7:80", &[]).known("192.0.2.7"));
        assert!(!names("192.0.2.7:80", &[]).known("192.0.2.8"));
        assert!(names("0.0.0.0:80", &[]).known("192.0.2.8"));
        assert!(!names("0.0.0.0:80", &[]).known("evil.example"));
    }

    #[test]
    fn an_address_of_a_page_is_no_name() {
        for text in ["https://caseway.example.gov", "caseway/x", "name:443", "", "a b"] {
            assert!(text.parse::<Name>().is_err(), "{text}");
        }
        assert!("192.0.2.7".parse::<Name>().is_ok() && "[2001:db8::1]".parse::<Name>().is_ok());
    }
}
