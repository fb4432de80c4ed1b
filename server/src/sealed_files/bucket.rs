//! Sealed files in an object store: `FOLDER/NAME/INCIDENT/FILE` in the bucket.

use std::{io, sync::Arc, time::Duration};

use domain::ids::IncidentId;
use object_store::{
    BackoffConfig, ClientOptions, Error, ObjectStore, ObjectStoreExt, ObjectStoreScheme, RetryConfig, aws::AmazonS3Builder,
    azure::MicrosoftAzureBuilder, gcp::GoogleCloudStorageBuilder, path::Path,
};
use url::Url;

/// How long one request may take: a visitor waits for the answer.
const REQUEST: Duration = Duration::from_secs(20);

/// How long a request is tried again.
const RETRIES: RetryConfig = RetryConfig { backoff: BACKOFF, max_retries: 3, retry_timeout: Duration::from_secs(30) };

const BACKOFF: BackoffConfig = BackoffConfig { init_backoff: Duration::from_millis(100), max_backoff: Duration::from_secs(5), base: 2.0 };

/// A bucket and the folder in it.
#[derive(Clone, Debug)]
pub struct Bucket {
    store: Arc<dyn ObjectStore>,
    folder: Path,
}

impl Bucket {
    /// The files of the sort `name` at this address, with the keys and the region from the environment (`AWS_…`, `GOOGLE_…`, `AZURE_…`).
    pub(super) fn at(place: &str, name: &str) -> Result<Self, String> {
        // Whoever was first has named the same one.
        let _named_already = rustls::crypto::ring::default_provider().install_default();
        let url = Url::parse(place).map_err(|error| error.to_string())?;
        let (scheme, path) = ObjectStoreScheme::parse(&url).map_err(|error| error.to_string())?;
        let store = client(&scheme, &url).map_err(|error| error.to_string())?;
        Ok(Self { store, folder: path.join(name) })
    }

    fn path(&self, incident: IncidentId, file: &str) -> Path {
        self.folder.clone().join(incident.to_string()).join(file)
    }

    pub(super) async fn put(&self, incident: IncidentId, file: &str, sealed: Vec<u8>) -> io::Result<()> {
        self.store.put(&self.path(incident, file), sealed.into()).await?;
        Ok(())
    }

    pub(super) async fn read(&self, incident: IncidentId, file: &str) -> io::Result<Vec<u8>> {
        Ok(self.store.get(&self.path(incident, file)).await?.bytes().await?.into())
    }

    pub(super) async fn remove(&self, incident: IncidentId, file: &str) -> io::Result<()> {
        Ok(self.store.delete(&self.path(incident, file)).await?)
    }
}

/// Only clouds: a folder is better kept by ours, which waits for the disk, and memory forgets.
fn client(scheme: &ObjectStoreScheme, url: &Url) -> Result<Arc<dyn ObjectStore>, Error> {
    let plain = std::env::var("AWS_ALLOW_HTTP").is_ok_and(|allowed| allowed == "true");
    let options = ClientOptions::new().with_timeout(REQUEST).with_connect_timeout(REQUEST / 4).with_allow_http(plain);
    Ok(match scheme {
        ObjectStoreScheme::AmazonS3 => {
            Arc::new(AmazonS3Builder::from_env().with_url(url.as_str()).with_client_options(options).with_retry(RETRIES).build()?)
        }
        ObjectStoreScheme::GoogleCloudStorage => {
            Arc::new(GoogleCloudStorageBuilder::from_env().with_url(url.as_str()).with_client_options(options).with_retry(RETRIES).build()?)
        }
        ObjectStoreScheme::MicrosoftAzure => {
            Arc::new(MicrosoftAzureBuilder::from_env().with_url(url.as_str()).with_client_options(options).with_retry(RETRIES).build()?)
        }
        other => {
            return Err(Error::NotSupported { source: format!("{other:?} is no bucket").into() });
        }
    })
}
