// scenario_schema: the field descriptions as JSON Schema, draft 2020-12.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "building/format/fields.hpp"
#include "building/format/json.hpp"
#include "building/format/writer.hpp"
#include "building/load.hpp"

namespace firedrill::format {

namespace {

constexpr const char* id_pattern = "^[A-Za-z0-9_.-]+$";

class Schema;

// Collects the properties of one object.
class Properties {
  public:
    explicit Properties(Schema& schema) : schema_(schema) {}

    Json properties = Json::object();
    Json required = Json::array();
    std::vector<std::pair<FixtureKind, Json>> of_kinds;

    template <class M>
    void operator()(const char* key, const M& member, const Field& field);
    void by_kind(const Fixture&);

  private:
    Schema& schema_;
};

class Schema {
  public:
    Json definitions = Json::object();

    Json of(const double&, const Field& field) { return bounded("number", field); }
    Json of(const int&, const Field& field) { return bounded("integer", field); }
    Json of(const bool&, const Field&) { return typed("boolean"); }
    Json of(const std::string&, const Field& field) {
        Json json = typed("string");
        if (!field.one_of.empty()) {
            Json allowed = Json::array();
            for (const std::string_view word : field.one_of) allowed.push(Json::of(word));
            json.add("enum", std::move(allowed));
        } else if (field.own_id != 0 || (field.names != 0 && field.required)) {
            json.add("pattern", Json::of(id_pattern));
        } else if (field.required) {
            json.add("minLength", Json::of(1.0));
        }
        return json;
    }
    Json of(const LocalText&, const Field&) { return reference("text"); }
    Json of(const Vec2&, const Field& field) { return tuple(2.0, field); }
    Json of(const Vec3&, const Field& field) { return tuple(3.0, field); }
    template <class E>
    requires std::is_enum_v<E> Json of(const E&, const Field&) {
        Json names = Json::array();
        for (const auto& entry : enum_names(E{})) names.push(Json::of(entry.name));
        return Json::object().add("enum", std::move(names));
    }
    template <class T>
    Json of(const std::optional<T>&, const Field& field) {
        return of(T{}, field);
    }
    template <class T>
    Json of(const std::vector<T>&, const Field& field) {
        Field element = field;
        if constexpr (!std::is_same_v<T, Polygon>) element.fewest = 0;
        if constexpr (std::is_same_v<T, std::string>) element.required = true;
        Json json = typed("array");
        json.add("items", of(T{}, element));
        const bool counted = !std::is_same_v<T, Polygon> && field.fewest > 0;
        if (counted) json.add("minItems", Json::of(static_cast<double>(field.fewest)));
        return json;
    }
    template <Described T>
    Json of(const T&, const Field&) {
        define<T>();
        return reference(struct_info<T>.name);
    }

    // An object's schema; `extra` keys are allowed beside its own.
    template <class T>
    Json object() {
        Properties members(*this);
        const T usual{};
        fields(members, usual);
        if constexpr (std::is_same_v<T, Scenario>) {
            members.properties.add("$schema", typed("string"));
        }
        Json json = Json::object();
        json.add("description", Json::of(struct_info<T>.about));
        json.add("type", Json::of("object"));
        json.add("properties", std::move(members.properties));
        if (!members.required.items.empty()) json.add("required", std::move(members.required));
        if (members.of_kinds.empty()) {
            json.add("additionalProperties", Json::of(false));
            return json;
        }
        Json cases = Json::array();
        for (auto& [kind, properties] : members.of_kinds) {
            Json is_kind = Json::object().add("const", Json::of(name_of(kind)));
            Json condition =
                Json::object().add("properties", Json::object().add("kind", std::move(is_kind)));
            cases.push(Json::object()
                           .add("if", std::move(condition))
                           .add("then", Json::object().add("properties", std::move(properties))));
        }
        json.add("allOf", std::move(cases));
        json.add("unevaluatedProperties", Json::of(false));
        return json;
    }

    static Json typed(const char* type) { return Json::object().add("type", Json::of(type)); }

  private:
    template <class T>
    void define() {
        const char* name = struct_info<T>.name;
        if (definitions.find(name) != nullptr) return;
        definitions.add(name, Json{});  // keeps its place, and ends a circle
        Json made = object<T>();
        const auto at = std::find(definitions.keys.begin(), definitions.keys.end(), name);
        definitions.items[static_cast<std::size_t>(at - definitions.keys.begin())] =
            std::move(made);
    }
    static Json reference(const char* name) {
        return Json::object().add("$ref", Json::of("#/$defs/" + std::string(name)));
    }
    static Json bounded(const char* type, const Field& field) {
        Json json = typed(type);
        if (field.low != -infinity) {
            json.add(field.above_low ? "exclusiveMinimum" : "minimum", Json::of(field.low));
        }
        if (field.high != infinity) json.add("maximum", Json::of(field.high));
        return json;
    }
    static Json tuple(double count, const Field& field) {
        Json json = typed("array");
        json.add("items", bounded("number", field));
        json.add("minItems", Json::of(count));
        json.add("maxItems", Json::of(count));
        return json;
    }
};

template <class M>
void Properties::operator()(const char* key, const M& member, const Field& field) {
    if (properties.find(key) != nullptr) return;
    Json json = schema_.of(member, field);
    json.add("description", Json::of(field.about));
    if (field.required) {
        required.push(Json::of(key));
    } else {
        Json usual = to_json(member);
        const bool empty = usual.kind == Json::Kind::null || usual.string.empty();
        const bool tells = usual.kind == Json::Kind::boolean || usual.kind == Json::Kind::number ||
                           (usual.kind == Json::Kind::string && !empty);
        if (tells) json.add("default", std::move(usual));
    }
    properties.add(key, std::move(json));
}

void Properties::by_kind(const Fixture&) {
    for (const auto& entry : enum_names(FixtureKind{})) {
        const FixtureSpec spec = spec_of_kind(entry.value);
        Properties own(schema_);
        std::visit(
            [&own](const auto& usual) {
                if constexpr (!std::is_same_v<decltype(usual), const std::monostate&>) {
                    fields(own, usual);
                }
            },
            spec);
        if (!own.properties.keys.empty()) {
            of_kinds.emplace_back(entry.value, std::move(own.properties));
        }
    }
}

}  // namespace

}  // namespace firedrill::format

namespace firedrill {

std::string scenario_schema() {
    using namespace format;
    Schema schema;
    Json text = Json::object();
    text.add("description", Json::of("A name or sentence in Chinese and English."));
    text.add("type", Json::of("object"));
    Json languages = Json::object();
    Json word = Schema::typed("string").add("pattern", Json::of("\\S"));
    languages.add("zh", word).add("en", word);
    text.add("properties", std::move(languages));
    text.add("required", Json::array().push(Json::of("zh")).push(Json::of("en")));
    text.add("additionalProperties", Json::of(false));
    schema.definitions.add("text", std::move(text));

    Json root = Json::object();
    root.add("$schema", Json::of("https://json-schema.org/draft/2020-12/schema"));
    root.add("title", Json::of("Firedrill scenario"));
    Json body = schema.object<Scenario>();
    for (std::size_t i = 0; i < body.keys.size(); ++i) {
        root.add(body.keys[i], std::move(body.items[i]));
    }
    root.add("$defs", std::move(schema.definitions));
    return write_json(root);
}

}  // namespace firedrill
