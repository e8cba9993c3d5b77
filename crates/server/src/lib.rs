//! The actix-web app as a library: routes, views, the model snapshot and limits.
