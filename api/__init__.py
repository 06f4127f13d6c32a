"""The HTTP interface and the web page: `api.app.create_app` builds them, `api.serving.run` serves them."""
