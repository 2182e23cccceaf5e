//! As much of HTTP as a load generator needs: one connection, one request at a time. It is small
//! so that the generator takes little of the machine that it measures.

use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// A connection.
pub struct Client {
    stream: TcpStream,
    address: SocketAddr,
    buffer: Vec<u8>,
}

impl Client {
    /// Connects.
    pub async fn connect(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.context("the server does not listen")?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, address, buffer: Vec::with_capacity(16 * 1_024) })
    }

    /// Gets an address; the answer must be 200.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<Vec<u8>> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", self.address);
        let (status, body) = self.send(request.as_bytes()).await?;
        if status != 200 {
            bail!("GET {path} was answered with {status}: {}", String::from_utf8_lossy(&body));
        }
        Ok(body)
    }

    /// Does an act; it must be done.
    pub async fn act(&mut self, path: &str, body: &Value) -> anyhow::Result<Value> {
        let answer = self.post(path, &body.to_string(), None).await?;
        Ok(serde_json::from_slice(&answer)?)
    }

    /// Does an act under an idempotency key; it must be done.
    pub async fn post(
        &mut self,
        path: &str,
        body: &str,
        key: Option<&str>,
    ) -> anyhow::Result<Vec<u8>> {
        let key = key.map(|key| format!("idempotency-key: {key}\r\n")).unwrap_or_default();
        let request = format!(
            "POST /api/v1{path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
             {key}content-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        let (status, answer) = self.send(request.as_bytes()).await?;
        if !(200..300).contains(&status) {
            bail!("POST {path} was answered with {status}: {}", String::from_utf8_lossy(&answer));
        }
        Ok(answer)
    }

    async fn send(&mut self, request: &[u8]) -> anyhow::Result<(u16, Vec<u8>)> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let text = std::str::from_utf8(&self.buffer[..head])?.to_ascii_lowercase();
        let status = text.split_whitespace().nth(1).and_then(|status| status.parse().ok());
        let status = status.context("an answer without a status")?;
        let length = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
        let whole = |buffer: &[u8]| match length {
            Some(length) => head + length <= buffer.len(),
            // In chunks: only a peer answers so, and what it answers is not looked at.
            None => buffer.ends_with(b"0\r\n\r\n"),
        };
        while !whole(&self.buffer) {
            self.more().await?;
        }
        Ok((status, self.buffer[head..].to_vec()))
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            bail!("the server closed the connection");
        }
        Ok(())
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
