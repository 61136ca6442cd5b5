#include "app/http/api_document.hpp"

#include <boost/json.hpp>

#include "service/operations.hpp"

namespace potensial::app {
namespace api_doc {

namespace json = boost::json;
using service::Effect;
using service::Operation;
using service::ParameterKind;

json::object schema_of(const service::Parameter& parameter) {
  json::object schema{{"type", "string"}, {"maxLength", parameter.longest}};
  if (parameter.kind == ParameterKind::day) schema["format"] = "date";
  if (parameter.kind == ParameterKind::mail) schema["format"] = "email";
  if (parameter.kind == ParameterKind::choice) {
    json::array choices;
    for (const auto choice : parameter.choices) choices.emplace_back(json::string_view(choice));
    schema["enum"] = std::move(choices);
  }
  return schema;
}

json::object parameter(std::string_view name, const char* place, bool required, json::object schema) {
  return {{"name", json::string_view(name)}, {"in", place}, {"required", required}, {"schema", std::move(schema)}};
}

json::object reference(const char* to) { return {{"$ref", to}}; }

json::object content(const char* media_type, json::object schema) {
  return {{media_type, json::object{{"schema", std::move(schema)}}}};
}

json::array parameters_of(const Operation& operation) {
  json::array all;
  if (operation.of_object) all.push_back(parameter("id", "path", true, {{"type", "string"}, {"maxLength", 80}}));
  if (operation.effect == Effect::changes) {
    all.push_back(parameter("Idempotency-Key", "header", false, {{"type", "string"}, {"maxLength", 100}}));
    return all;
  }
  for (const auto& each : operation.parameters) all.push_back(parameter(each.name, "query", each.required, schema_of(each)));
  all.push_back(parameter("lang", "query", false, {{"type", "string"}, {"enum", {"en", "cy"}}}));
  return all;
}

json::object body_of(const Operation& operation) {
  json::object properties;
  json::array required;
  for (const auto& each : operation.parameters) {
    properties[json::string_view(each.name)] = schema_of(each);
    if (each.required) required.emplace_back(json::string_view(each.name));
  }
  if (operation.takes_file) {
    properties["file"] = json::object{{"type", "string"}, {"contentMediaType", "application/octet-stream"}};
    required.emplace_back("file");
  }
  json::object schema{{"type", "object"}, {"additionalProperties", false}};
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
  return {{"required", true}, {"content", content(operation.takes_file ? "multipart/form-data" : "application/json", std::move(schema))}};
}

json::object responses(const char* schema, const char* description) {
  json::object all{{"200", json::object{{"description", description}, {"content", content("application/json", reference(schema))}}}};
  all["default"] = json::object{{"description", "Refused: what happened and what to do next"},
                                {"content", content("application/problem+json", reference("#/components/schemas/Problem"))}};
  return all;
}

json::object described(const Operation& operation, const AccessPolicy& policy) {
  const auto* rule = policy.rule(operation.name);
  json::object described{{"operationId", json::string_view(operation.name)}, {"summary", rule ? rule->name.en : std::string()},
                         {"description", rule ? rule->name.cy : std::string()}};
  if (auto parameters = parameters_of(operation); !parameters.empty()) described["parameters"] = std::move(parameters);
  const bool changes = operation.effect == Effect::changes;
  if (changes) described["requestBody"] = body_of(operation);
  described["responses"] = responses(changes ? "#/components/schemas/Done" : "#/components/schemas/Page", changes ? "Done" : "The page as blocks");
  return described;
}

json::object sign_in() {
  json::object text{{"type", "string"}};
  json::object schema{{"type", "object"}, {"required", {"mail", "password", "code"}}, {"additionalProperties", false},
                      {"properties", json::object{{"mail", text}, {"password", text}, {"code", text}}}};
  json::object operation{{"operationId", "sign-in"}, {"summary", "Sign in; the token goes into the header Authorization"},
                         {"description", "Mewngofnodi; rhoddir y tocyn yn y pennawd Authorization"}, {"security", json::array{}},
                         {"requestBody", json::object{{"required", true}, {"content", content("application/json", std::move(schema))}}}};
  operation["responses"] = responses("#/components/schemas/Session", "The token of the session");
  return {{"post", std::move(operation)}};
}

json::object object_schema(std::initializer_list<std::pair<const char*, json::value>> properties) {
  json::object all;
  for (const auto& [name, schema] : properties) all[name] = schema;
  return {{"type", "object"}, {"properties", std::move(all)}};
}

json::object schemas() {
  const json::object text{{"type", "string"}}, whole{{"type", "integer"}}, any_list{{"type", "array"}, {"items", json::object{{"type", "object"}}}};
  const auto both = object_schema({{"en", text}, {"cy", text}});
  return {{"Page", object_schema({{"language", text}, {"title", text}, {"caption", text}, {"address", json::object{{"type", "object"}}}, {"blocks", any_list}})},
          {"Done", object_schema({{"address", text}})},
          {"Session", object_schema({{"token", text}})},
          {"Problem", object_schema({{"type", text}, {"title", text}, {"status", whole}, {"code", text}, {"detail", text}, {"sentences", both},
                                      {"progress", json::object{{"type", "object"}}}})}};
}

json::object paths(const AccessPolicy& policy) {
  json::object all{{"/sign-in", sign_in()}};
  for (const auto& operation : service::operations()) {
    const auto path = "/" + std::string(operation.noun) + (operation.of_object ? "/{id}" : "");
    auto& methods = all.emplace(path, json::object{}).first->value().as_object();
    methods[operation.effect == Effect::changes ? "post" : "get"] = described(operation, policy);
  }
  return all;
}

}  // namespace api_doc

std::string api_document(const AccessPolicy& policy, const std::string& version) {
  namespace json = boost::json;
  json::object info{{"title", "Potensial"}, {"version", version}, {"license", json::object{{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}};
  json::object schemes{{"session", json::object{{"type", "http"}, {"scheme", "bearer"}}}};
  json::object components{{"schemas", api_doc::schemas()}, {"securitySchemes", std::move(schemes)}};
  json::array security{json::object{{"session", json::array{}}}};
  json::object document{{"openapi", "3.1.0"}, {"info", std::move(info)}, {"servers", json::array{json::object{{"url", "/api/v1"}}}}};
  document["security"] = std::move(security);
  document["paths"] = api_doc::paths(policy);
  document["components"] = std::move(components);
  return json::serialize(document);
}

}  // namespace potensial::app
