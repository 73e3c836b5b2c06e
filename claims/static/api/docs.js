// Shows the API's description; a file of its own because the site's policy takes no inline script.
const place = document.getElementById("api");
SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  validatorUrl: null,
  supportedSubmitMethods: ["get"],
});
