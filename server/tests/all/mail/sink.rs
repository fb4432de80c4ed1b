//! A relay for tests: speaks enough SMTP, keeps what it takes, and misbehaves when told to.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// One message as it was taken.
#[derive(Clone, Debug)]
pub struct Taken {
    pub from: String,
    pub rcpt: Vec<String>,
    pub data: String,
}

/// What the relay does with a message.
#[derive(Clone, Copy, Debug)]
pub enum Mood {
    Takes,
    /// Answers RCPT with this.
    RefusesRecipient(&'static str),
    /// Answers MAIL with this.
    RefusesSender(&'static str),
    /// Takes the message, and hangs up instead of saying so.
    HangsUpAfterData,
    /// Takes it after a while.
    IsSlow(Duration),
}

type Decide = dyn Fn(&str) -> Mood + Send + Sync;

/// The relay.
pub struct Sink {
    pub address: SocketAddr,
    taken: Arc<Mutex<Vec<Taken>>>,
}

impl Sink {
    /// A relay that pipelines; `decide` is asked with each recipient.
    pub async fn start(decide: impl Fn(&str) -> Mood + Send + Sync + 'static) -> Self {
        Self::with(decide, true).await
    }

    pub async fn with(decide: impl Fn(&str) -> Mood + Send + Sync + 'static, pipelines: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let decide: Arc<Decide> = Arc::new(decide);
        let all = taken.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (all, decide) = (all.clone(), decide.clone());
                tokio::spawn(async move {
                    let _ = converse(stream, all, decide, pipelines).await;
                });
            }
        });
        Self { address, taken }
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().unwrap().clone()
    }
}

async fn converse(stream: TcpStream, all: Arc<Mutex<Vec<Taken>>>, decide: Arc<Decide>, pipelines: bool) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink ESMTP\r\n").await?;
    let (mut rcpt, mut sender, mut from) = (Vec::<String>::new(), false, String::new());
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let command = line.trim_end().to_owned();
        let answer = match command.split(' ').next().unwrap_or_default() {
            "EHLO" if pipelines => "250-sink\r\n250-PIPELINING\r\n250 8BITMIME",
            "EHLO" => "250 sink",
            "MAIL" => {
                rcpt.clear();
                sender = true;
                from = command.trim_start_matches("MAIL FROM:<").split('>').next().unwrap_or_default().to_owned();
                // Who it is for is not known yet: the whole relay refuses us or nobody does.
                match decide("") {
                    Mood::RefusesSender(answer) => {
                        sender = false;
                        answer
                    }
                    _ => "250 ok",
                }
            }
            "RCPT" => {
                let to = command.trim_start_matches("RCPT TO:<").trim_end_matches('>').to_owned();
                match decide(&to) {
                    Mood::RefusesRecipient(answer) => answer,
                    _ if !sender => "503 no sender",
                    _ => {
                        rcpt.push(to);
                        "250 ok"
                    }
                }
            }
            "DATA" if rcpt.is_empty() => "554 no recipient",
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let mut data = Vec::new();
                while !data.ends_with(b"\r\n.\r\n") {
                    data.push(stream.read_u8().await?);
                }
                data.truncate(data.len() - 3);
                let data = String::from_utf8(data).unwrap().replace("\r\n..", "\r\n.");
                let mood = decide(&rcpt[0]);
                if let Mood::IsSlow(time) = mood {
                    tokio::time::sleep(time).await;
                }
                all.lock().unwrap().push(Taken { from: from.clone(), rcpt: rcpt.clone(), data });
                if matches!(mood, Mood::HangsUpAfterData) {
                    return Ok(());
                }
                "250 taken"
            }
            "RSET" => "250 ok",
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "500 what",
        };
        stream.write_all(answer.as_bytes()).await?;
        stream.write_all(b"\r\n").await?;
    }
}
