//! Where `matinee serve` takes its models from, if `MATINEE_MODELS` or `matinee.toml` names a place: a folder, or an object store,
//! which is asked.

use super::{Diagnosis, models};
use crate::context::Context;
use crate::interface::Interface;
use crate::model_store::{ModelsPlace, StoreAddress};

const MEND: &str = "mend MATINEE_MODELS, or the line of matinee.toml that sets it";

pub(super) fn check(context: &Context, interface: &Interface) -> Option<Diagnosis> {
    // What is wrong with the other options, the check of the port says.
    let found = interface.configured.clone().try_get_matches_from(["matinee", "serve"]).ok()?;
    let place = found.subcommand_matches("serve")?.get_one::<String>("models")?;
    Some(match ModelsPlace::parse(place) {
        Err(why) => Diagnosis::error(why, MEND),
        Ok(ModelsPlace::Folder(folder)) if !folder.is_dir() => {
            Diagnosis::error(format!("there is no folder {}", folder.display()), MEND)
        }
        Ok(ModelsPlace::Folder(folder)) => {
            let Diagnosis { health, found, remedy } = models::of_folder(&folder);
            Diagnosis { health, found: format!("in {}: {found}", folder.display()), remedy }
        }
        Ok(ModelsPlace::Store(address)) => of_store(&address, context),
    })
}

#[cfg(not(feature = "object-store"))]
fn of_store(address: &StoreAddress, _: &Context) -> Diagnosis {
    let Err(error) = crate::model_store::left_out::<()>(address) else { unreachable!("it always is an error") };
    Diagnosis::error(error.to_string(), "install a release")
}

#[cfg(feature = "object-store")]
fn of_store(address: &StoreAddress, context: &Context) -> Diagnosis {
    use std::time::SystemTime;

    use matinee_features::store::{self, CurrentModel};

    use crate::model_store::{StoreClient, StoreFault, examine};
    use crate::times::spoken;

    let copies = context.replicas().join(address.as_folder());
    let copy = match store::find_current(&copies) {
        Ok(CurrentModel::Named(version)) => Some(version),
        _ => None,
    };
    let client = match StoreClient::open(address) {
        Ok(client) => client,
        Err(error) => return Diagnosis::error(format!("{error:#}"), MEND),
    };
    let model = match examine(&client) {
        Ok(model) => model,
        Err(fault) => {
            let remedy = match &fault {
                StoreFault::Denied(_) => {
                    "set the store's keys in the environment (docs/operating.md names them); they must allow to read and to list"
                }
                StoreFault::Silent(_) => {
                    "look at the address, at the endpoint and region in the environment, and at the network"
                }
                StoreFault::Nothing(_) => "`matinee models push`, where models are trained, or look at the address",
                _ => "`matinee models push --again`, where models are trained",
            };
            let on = match &copy {
                Some(version) => format!(". `matinee serve` starts with its copy here, {version}"),
                None => ". `matinee serve` cannot start, for there is no copy here".to_owned(),
            };
            return Diagnosis::error(format!("{address}: {fault}{on}"), remedy);
        }
    };
    let age = SystemTime::now().duration_since(model.published);
    let old = age.as_ref().map_or_else(|_| "of the future".to_owned(), |age| format!("{} old", spoken(age.as_secs())));
    let here = match copy {
        Some(version) if version == model.version => "which is the copy here, too".to_owned(),
        Some(version) => format!("and the copy here is {version}"),
        None => "of which there is no copy here yet".to_owned(),
    };
    let found =
        format!("{address} answers: its current model is {} with {} films, {old}, {here}", model.version, model.films);
    match (age, context.stale_after) {
        (Err(_), _) => Diagnosis::warn(found, "set this machine's clock, or the store's"),
        (Ok(age), Some(most)) if age > most => Diagnosis::warn(
            format!("{found}: older than {}", spoken(most.as_secs())),
            "`matinee train` and `matinee models push`, where models are trained",
        ),
        _ => Diagnosis::ok(found),
    }
}
