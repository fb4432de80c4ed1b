//! The program itself, as an operator runs it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// The program in a folder of its own, with a front end of one small file.
fn candor(folder: &Path, arguments: &[&str]) -> Command {
    let site = folder.join("site/pkg");
    std::fs::create_dir_all(&site).unwrap();
    std::fs::write(site.join("candor.css"), "main{}").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.args(arguments).current_dir(folder).env_clear().env("CANDOR_SITE_DIR", folder.join("site"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    candor(folder, arguments).output().unwrap()
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), Sha256::digest(std::fs::read(&path).unwrap()).to_vec())).collect()
}

/// A running `candor serve`, killed when the test ends before it does.
struct Served {
    child: Child,
    address: SocketAddr,
}

impl Served {
    fn start(folder: &Path, format: &str) -> Self {
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--ops-listen", "127.0.0.1:0", "--public-url", "http://127.0.0.1"];
        let mut child = candor(folder, &arguments).env("CANDOR_LOG_FORMAT", format).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.strip_prefix("listening on ").unwrap_or_else(|| panic!("{line:?}")).trim().parse().unwrap();
        Self { child, address }
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// SIGTERM; the exit code, how long that took, and all of the log.
    fn stop(mut self) -> (Option<i32>, Duration, String) {
        let began = Instant::now();
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().code(), began.elapsed(), log)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn init_makes_a_private_folder_and_never_overwrites() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(folder.path(), &["init"]).status.code(), Some(0));
    let data = folder.path().join("data");
    assert_eq!((mode(&data), mode(&data.join("master.key")), mode(&data.join("candor.toml"))), (0o700, 0o600, 0o600));
    let before = contents(&data);
    let again = run(folder.path(), &["init"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("nothing was changed"));
    assert_eq!(contents(&data), before);
    std::fs::remove_file(data.join("master.key")).unwrap();
    assert_eq!(run(folder.path(), &["init"]).status.code(), Some(1), "settings that are there belong to somebody");
    assert!(!data.join("master.key").exists());
}

#[test]
fn the_settings_that_init_writes_are_the_defaults() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), &["init"]);
    let file = folder.path().join("data/candor.toml");
    let flags = serde_json::json!({});
    let none = candor::config::Config::read(&folder.path().join("none.toml"), &flags).unwrap();
    let written = candor::config::Config::read(&file, &flags).unwrap();
    assert_eq!(serde_json::to_value(&written).unwrap(), serde_json::to_value(&none).unwrap());
    // Taken out of their comments, every line is a setting the program knows.
    let text = std::fs::read_to_string(&file).unwrap();
    let settings = text.lines().map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ")).unwrap_or(line));
    std::fs::write(&file, settings.collect::<Vec<_>>().join("\n")).unwrap();
    let read = candor::config::Config::read(&file, &flags).unwrap();
    assert_eq!(read.public_url, "https://incident.example.org");
}

#[test]
fn without_a_key_or_with_another_nothing_is_touched() {
    let folder = TempDir::new().unwrap();
    let refused = run(folder.path(), &["serve"]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("candor init"));
    run(folder.path(), &["init"]);
    // A database that was closed in order has nothing left to write down.
    Served::start(folder.path(), "").stop();
    let data = folder.path().join("data");
    let other = String::from_utf8(run(folder.path(), &["keys", "new"]).stdout).unwrap();
    std::fs::write(data.join("master.key"), other).unwrap();
    let database = Sha256::digest(std::fs::read(data.join("candor.db")).unwrap());
    for command in
        [&["serve", "--listen", "127.0.0.1:0", "--ops-listen", "", "--public-url", "http://localhost"][..], &["incident", "list"]]
    {
        let refused = run(folder.path(), command);
        assert_eq!(refused.status.code(), Some(3), "{command:?}");
        assert!(String::from_utf8_lossy(&refused.stderr).contains("nothing was changed"), "{command:?}");
    }
    assert_eq!(Sha256::digest(std::fs::read(data.join("candor.db")).unwrap()), database);
}

#[test]
fn settings_that_would_send_people_elsewhere_are_refused() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), &["init"]);
    for address in
        ["http://incident.example.org", "https://a.example/path", "ftp://localhost", "incident.example.org", "https://me:x@a.example"]
    {
        let refused = run(folder.path(), &["serve", "--public-url", address]);
        assert_eq!(refused.status.code(), Some(2), "{address}");
    }
    std::fs::write(folder.path().join("data/candor.toml"), "lisen = \"x\"\n").unwrap();
    let refused = run(folder.path(), &["serve"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("lisen"), "the wrong name is named");
}

#[test]
fn the_log_holds_routes_and_nothing_of_the_request() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), &["init"]);
    let served = Served::start(folder.path(), "json");
    let asked = [
        "GET /?email=canary%40example.org HTTP/1.1",
        "GET /canary%0a%7b%22level%22:%22ERROR%22%7d HTTP/1.1",
        "GET /incidents/canary HTTP/1.1",
        "GET /check?canary=%1b[31m HTTP/1.1",
        "CANARY / HTTP/1.1",
        // The token that ends update mails stands in the path.
        "GET /subscriptions/leave/canary HTTP/1.1",
        "POST /subscriptions/leave/canary HTTP/1.1",
        "GET /es/subscriptions/leave/canary HTTP/1.1",
    ];
    for line in asked {
        let headers = "Host: 127.0.0.1\r\nConnection: close\r\nUser-Agent: canary\r\nReferer: http://canary.test/\r\nX-Forwarded-For: canary\r\n\
                       Cookie: __Host-candor-visit=canary";
        assert!(served.ask(&format!("{line}\r\n{headers}\r\n\r\n")).starts_with("HTTP/1.1 "), "{line}");
    }
    let form = "email=canary%40example.org&form_token=canary";
    let post = format!(
        "POST /check HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
        form.len()
    );
    served.ask(&post);
    let (code, _, log) = served.stop();
    assert_eq!(code, Some(0));
    assert!(!log.to_lowercase().contains("canary"), "{log}");
    let lines: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"))).collect();
    let answered = lines.iter().filter(|line| line["message"] == "answered").count();
    // The pages that are kept ready were asked for as well.
    assert!(answered > asked.len(), "{log}");
    assert!(lines.iter().any(|line| line["route"] == "/check"), "{log}");
}

#[test]
fn it_says_when_it_is_ready_and_stops_when_asked() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), &["init"]);
    let served = Served::start(folder.path(), "");
    let page = served.ask("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let css = page.split("href=\"/pkg/").nth(1).and_then(|rest| rest.split('"').next()).expect("a style sheet");
    let css = served.ask(&format!("GET /pkg/{css} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));
    assert!(css.ends_with("main{}") && css.contains("immutable"), "{css}");
    let (code, took, _) = served.stop();
    assert_eq!(code, Some(0));
    assert!(took < Duration::from_secs(5), "{took:?}");
}

#[test]
fn the_list_of_routes_is_one_json_object() {
    let folder = TempDir::new().unwrap();
    let list: serde_json::Value = serde_json::from_slice(&run(folder.path(), &["routes", "--json"]).stdout).unwrap();
    let routes = list["routes"].as_array().unwrap();
    assert_eq!(routes.len(), app::routes::ROUTES.len());
    assert!(routes.iter().all(|route| route["caller"].is_string() && route["unsafe_check"].is_string()));
}
