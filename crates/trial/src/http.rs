//! As much of HTTP as a client of the trials needs: one connection, one request at a time.

use std::{
    io::{self, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// Nothing of ours takes longer; whoever waits longer has no answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The head, in small letters.
    head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// Whether what was asked was done.
    pub const fn done(&self) -> bool {
        self.status / 100 == 2
    }

    /// A line of the head.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
    }

    /// The body as JSON.
    pub fn json(&self) -> anyhow::Result<serde_json::Value> {
        Ok(serde_json::from_slice(&self.body)?)
    }
}

/// A connection.
pub struct Client {
    stream: TcpStream,
    address: SocketAddr,
}

impl Client {
    /// Connects.
    pub fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream, address })
    }

    /// Gets an address.
    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", self.address);
        self.send(request.as_bytes())
    }

    /// Posts JSON, with more header lines, each with its end.
    pub fn post(&mut self, path: &str, headers: &str, body: &str) -> io::Result<Answer> {
        let headers = format!("content-type: application/json\r\n{headers}");
        self.post_with(path, &headers, body.as_bytes())
    }

    /// Posts content that is to be kept.
    pub fn upload(&mut self, content: &[u8]) -> io::Result<Answer> {
        let headers = "content-type: application/octet-stream\r\n";
        self.post_with("/api/v1/files", headers, content)
    }

    fn post_with(&mut self, path: &str, headers: &str, body: &[u8]) -> io::Result<Answer> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\n{headers}content-length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        self.send(&[head.as_bytes(), body].concat())
    }

    fn send(&mut self, request: &[u8]) -> io::Result<Answer> {
        self.stream.write_all(request)?;
        let mut buffer = Vec::with_capacity(4_096);
        let end = loop {
            if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break end + 4;
            }
            self.more(&mut buffer)?;
        };
        let head = String::from_utf8_lossy(&buffer[..end]).to_ascii_lowercase();
        let status = head.split_whitespace().nth(1).and_then(|text| text.parse().ok());
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
        let length = length.and_then(|text| text.trim().parse::<usize>().ok());
        let (Some(status), Some(length)) = (status, length) else {
            return Err(io::Error::other(format!("an answer without status or length: {head}")));
        };
        while buffer.len() < end + length {
            self.more(&mut buffer)?;
        }
        let body = buffer[end..end + length].to_vec();
        Ok(Answer { status, head, body })
    }

    fn more(&mut self, buffer: &mut Vec<u8>) -> io::Result<()> {
        let mut chunk = [0; 16_384];
        match self.stream.read(&mut chunk)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                buffer.extend_from_slice(&chunk[..read]);
                Ok(())
            }
        }
    }
}
