//! The stores of Azure and Google: Azurite, Azure's emulator, and moto. The library asks Google's store as it asks S3, but for the
//! credentials, and no emulator of Google's that there is answers that way.

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::thread;

use crate::desk::{Desk, Server};
use crate::machines::{Running, S3, free_port, request, says_of_store, upload_damaged, wait_until};

const AZURE: &str = "az://matinee/films";
const GOOGLE: &str = "gs://matinee/films";
/// Leave to create and write, in Azure's form: the HMAC of these words with the key that every emulator has.
const AZURE_LEAVE: &str =
    "sv=2021-12-02&ss=b&srt=co&sp=cw&se=2099-01-01&sig=I8sLRoeMNIRdyj2H%2BMU84CgrYDIrEPe3JjxY2uOnog0%3D";
/// "hush-hush" in base 64, as Azure's keys are.
const WRONG_KEY: &str = "aHVzaC1odXNo";

/// Azurite, which keeps everything in memory.
struct Azurite {
    _process: Running,
    port: u16,
}

impl Azurite {
    fn start() -> Self {
        let program = env::var("MATINEE_AZURITE").expect("run scripts/replicas/suite, which sets this");
        let port = free_port();
        let arguments = ["--blobPort", &port.to_string(), "--inMemoryPersistence", "--disableTelemetry", "--silent"];
        let azurite = Self { _process: Running::start(program, &arguments), port };
        wait_until("the store answers", || azurite.put("?restype=container&", b"").is_some());
        azurite
    }

    fn put(&self, place: &str, body: &[u8]) -> Option<String> {
        let path = format!("/devstoreaccount1/matinee{place}{AZURE_LEAVE}");
        request(self.port, "PUT", &path, "x-ms-blob-type: BlockBlob", body)
    }

    fn desk(&self) -> Desk {
        let address = format!("http://127.0.0.1:{}", self.port);
        let environment =
            vec![("AZURE_STORAGE_USE_EMULATOR", "true".to_owned()), ("AZURITE_BLOB_STORAGE_URL", address)];
        Desk { environment, ..Desk::new() }
    }
}

/// A service account's file, with a key that signs, for a store at that port.
fn google_account(desk: &Desk, port: u16) -> (&'static str, String) {
    let made = Command::new("openssl").args(["genpkey", "-quiet", "-algorithm", "RSA"]).output().expect("openssl");
    let account = serde_json::json!({
        "gcs_base_url": format!("http://127.0.0.1:{port}"),
        "client_email": "films@hush-hush.example",
        "private_key_id": "hush-hush",
        "private_key": String::from_utf8(made.stdout).unwrap(),
    });
    let file = desk.path("account.json");
    fs::write(&file, account.to_string()).unwrap();
    ("GOOGLE_SERVICE_ACCOUNT", file.to_str().unwrap().to_owned())
}

/// A store that lets nobody do anything, in the words of Google's.
fn refusing_store() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let body = "<?xml version='1.0' encoding='UTF-8'?><Error><Code>AccessDenied</Code></Error>";
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = BufReader::new(&stream).lines().map_while(Result::ok);
            let _ = head.find(String::is_empty);
            let length = body.len();
            let head = format!("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
            let _ = stream.write_all((head + body).as_bytes());
        }
    });
    port
}

/// From an empty store to a roll-out, an upload that went wrong and old models that go.
fn a_store_is_served_from(desk: &Desk, store: &str, put: &dyn Fn(&str, &[u8])) {
    let error = desk.fails(&["serve", "--listen", "127.0.0.1:0", "--models", store]);
    assert!(error.contains("there is no model in the store"), "{error}");
    let first = desk.train(150);
    desk.stdout(&["models", "push", store]);
    let server = Server::start(desk, "one", "127.0.0.1:0", store);
    server.serves(&first);
    let second = desk.train(160);
    let said = desk.stdout(&["models", "push", store]);
    assert!(said.contains("6 files uploaded") && said.contains(&format!("after {first}")), "{said}");
    server.serves(&second);
    let third = desk.train(170);
    upload_damaged(desk, &third, put);
    let ready = server.wait(|ready| ready["refused"]["model"] == third.as_str());
    assert_eq!((&ready["model"], server.logged("is refused")), (&second.as_str().into(), 1), "{ready}");
    desk.stdout(&["models", "push", store, "--again"]);
    server.serves(&third);
    let again = desk.stdout(&["models", "push", store]);
    assert!(again.contains("was there already") && again.contains("as before"), "{again}");
    let pruned = desk.stdout(&["models", "prune", store, "--keep", "0"]);
    assert!(pruned.contains(&first) && pruned.contains(&second) && !pruned.contains(&third), "{pruned}");
    let ready = server.ready();
    assert_eq!((&ready["model"], &ready["store"]["answers"]), (&third.as_str().into(), &true.into()), "{ready}");
    let elsewhere = store.replace("matinee", "elsewhere");
    let error = desk.fails(&["models", "push", &elsewhere]);
    assert!(error.contains("no such bucket"), "{error}");
}

/// With a copy a server starts and says what is wrong; without one, and for pushing, it is an error.
fn credentials_are_refused(desk: &Desk, store: &str, code: &str) {
    let wanted = format!("refuses the credentials ({code})");
    for arguments in [&["serve", "--listen", "127.0.0.1:0", "--models", store][..], &["models", "push", store]] {
        let error = desk.fails(arguments);
        assert!(error.contains(&wanted) && !error.contains("hush-hush") && !error.contains(WRONG_KEY), "{error}");
    }
    let server = Server::start(desk, "one", "127.0.0.1:0", store);
    let ready = server.ready();
    assert!(ready["store"]["answers"] == false && says_of_store(&ready).contains(&wanted), "{ready}");
    assert_eq!(server.logged("hush-hush") + server.logged(WRONG_KEY), 0);
}

#[test]
fn settings_that_are_no_use_are_named_and_not_repeated() {
    let desk = Desk::new();
    desk.train(150);
    fs::write(desk.path("text.json"), "\"hush-hush\"").unwrap();
    fs::write(desk.path("key.json"), r#"{"private_key": "hush-hush", "private_key_id": "", "client_email": ""}"#)
        .unwrap();
    let account = ("AZURE_STORAGE_ACCOUNT_NAME", "films");
    for (store, settings, wanted) in [
        (AZURE, &[("AZURE_STORAGE_ACCOUNT_KEY", WRONG_KEY)][..], "Account must be specified"),
        (AZURE, &[account, ("AZURE_STORAGE_ACCOUNT_KEY", "hush-hush")], "Invalid Access Key"),
        (AZURE, &[account, ("AZURE_STORAGE_SAS_KEY", "hush-hush")], "SAS"),
        (AZURE, &[account, ("AZURE_STORAGE_ENDPOINT", "AccountKey=hush-hush")], "Unable parse source url"),
        (AZURE, &[("AZURE_STORAGE_USE_EMULATOR", "hush-hush")], "failed to parse"),
        (GOOGLE, &[("GOOGLE_SERVICE_ACCOUNT", "nowhere.json")], "file from nowhere.json: No such file"),
        (GOOGLE, &[("GOOGLE_SERVICE_ACCOUNT", "text.json")], "Unable to decode service account file"),
        (GOOGLE, &[("GOOGLE_SERVICE_ACCOUNT", "key.json")], "pem"),
        ("s3://matinee/films", &[("AWS_ACCESS_KEY_ID", "hush-hush")], "Missing SecretAccessKey"),
    ] {
        let output = desk.command(&["models", "push", store]).envs(settings.iter().copied()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains("the settings in the environment cannot be used"), "{said}");
        assert!(said.contains(wanted) && !said.contains("hush"), "{said}");
    }
}

#[test]
#[ignore = "scripts/replicas/suite runs it"]
fn servers_take_models_from_azure() {
    let azurite = Azurite::start();
    let mut desk = azurite.desk();
    a_store_is_served_from(&desk, AZURE, &|name, bytes| {
        azurite.put(&format!("/films/{name}?"), bytes).expect("it is uploaded");
    });
    desk.environment.push(("AZURE_STORAGE_ACCOUNT_KEY", WRONG_KEY.to_owned()));
    credentials_are_refused(&desk, AZURE, "AuthorizationFailure");
}

#[test]
#[ignore = "scripts/replicas/suite runs it"]
fn servers_take_models_from_google() {
    let store = S3::start();
    let mut desk = Desk::new();
    desk.environment.push(google_account(&desk, store.port));
    a_store_is_served_from(&desk, GOOGLE, &|name, bytes| store.put(name, bytes));
    google_account(&desk, refusing_store());
    credentials_are_refused(&desk, GOOGLE, "AccessDenied");
}
