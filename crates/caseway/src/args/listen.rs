//! Where a server listens, and how people reach it.

use std::net::SocketAddr;

use clap::Args as Group;

#[derive(Debug, Group)]
#[expect(clippy::struct_field_names, reason = "the command line calls the address so")]
pub struct Listen {
    /// Address and port.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// A name by which the server is reached besides localhost and its address, such as that of a
    /// proxy in front of it; can be said again.
    #[arg(long, value_name = "NAME", env = "CASEWAY_HOST_NAMES", value_delimiter = ',')]
    pub host_name: Vec<web::host::Name>,
    /// A proxy in front ends TLS and says in X-Forwarded-For from where a request came. Only with
    /// it, and with sign-in, is an address listened on that others can reach.
    #[arg(long, env = "CASEWAY_BEHIND_PROXY")]
    pub behind_proxy: bool,
}
