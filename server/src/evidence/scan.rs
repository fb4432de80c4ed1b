//! The virus scanner, when the operator has one: clamd, by TCP or a socket.

use std::{path::PathBuf, time::Duration};

use clamav_client::{
    clean,
    tokio::{Socket, Tcp, scan_buffer},
};

/// How long a scan may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where clamd listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanner {
    /// `host:port`.
    Tcp(String),
    /// `/run/clamav/clamd.ctl`.
    Socket(PathBuf),
}

/// What the scanner said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// Nothing harmful.
    Clean,
    /// Something harmful.
    Harmful,
    /// Nothing: it could not be reached, or gave no answer.
    Unreachable,
}

impl Scanner {
    /// From the settings; nothing when none is set.
    #[must_use]
    pub fn from_setting(address: &str) -> Option<Self> {
        let address = address.trim();
        match address {
            "" => None,
            path if path.starts_with('/') => Some(Self::Socket(path.into())),
            address => Some(Self::Tcp(address.to_owned())),
        }
    }

    /// Has it look at a file.
    pub async fn scan(&self, bytes: &[u8]) -> Scanned {
        let asked = async {
            match self {
                Self::Tcp(address) => scan_buffer(bytes, Tcp { host_address: address.as_str() }, None).await,
                Self::Socket(path) => scan_buffer(bytes, Socket { socket_path: path }, None).await,
            }
        };
        match tokio::time::timeout(PATIENCE, asked).await {
            Ok(Ok(answer)) => match clean(&answer) {
                // An answer that says neither is no answer: clamd ends every one with OK, FOUND or ERROR.
                Ok(true) => Scanned::Clean,
                Ok(false) if answer.windows(5).any(|word| word == b"FOUND") => Scanned::Harmful,
                _ => Scanned::Unreachable,
            },
            Ok(Err(error)) => {
                tracing::warn!(%error, "the scanner of evidence cannot be reached");
                Scanned::Unreachable
            }
            Err(_) => {
                tracing::warn!("the scanner of evidence does not answer");
                Scanned::Unreachable
            }
        }
    }
}
