// Reader: from the JSON tree to the scenario's structs, by their field descriptions. Gathers every
// fault of form with its place, and the ids and references met on the way; whether a reference
// names something is settled by Ids once everything is read. Knows no geometry.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "building/format/fields.hpp"
#include "building/format/json.hpp"
#include "building/format/messages.hpp"

namespace firedrill::format {

// The ids of a file and the references to them.
class Ids {
  public:
    struct Id {
        IdKinds kind = 0;
        Place place;     // of the id's string; no file: built into the program
        int copies = 0;  // > 0: a repeated thing; its copies are named, not itself
    };
    struct Reference {
        std::string id;
        IdKinds kinds = 0;
        Place place;
    };

    // A doubled id is a problem; where `replaces` (own catalogue entries), a built-in one gives
    // way.
    void add(const std::string& id, IdKinds kind, const Place& place, Messages& say,
             std::vector<Problem>& problems);
    void add_built_in(const std::string& id, IdKinds kind);
    void repeat(const std::string& id, int copies);
    void refer(Reference reference) { references_.push_back(std::move(reference)); }
    const Id* find(const std::string& id) const;
    // Adds a problem for every reference that names nothing, or a thing of the wrong kind.
    void resolve(Messages& say, std::vector<Problem>& problems) const;

  private:
    std::map<std::string, Id> ids_;  // of the file
    std::map<std::pair<std::string, IdKinds>, Id> built_in_;
    std::vector<Reference> references_;
};

std::string kind_name(IdKinds kinds, Messages& say);  // "storey", "exit or opening"

class Reader {
  public:
    Reader(std::string file, Messages& say, Ids& ids, std::vector<Problem>& problems)
        : file_(std::move(file)), say_(say), ids_(ids), problems_(problems) {}

    // Reads `json` into `out`; what is faulty keeps its default.
    template <class T>
    void read(const Json& json, T& out, const Field& field) {
        value(json, out, field);
    }

    Place place(const Json& json) const { return {file_, json.line, pointer_}; }
    void fault(const Json& json, std::string_view key, std::initializer_list<std::string> arguments,
               std::string_view advice = {}) {
        problems_.push_back(say_.problem(place(json), key, arguments, advice));
    }

    // Items of the default rubric: one of the same id is what an item's missing members are.
    void set_rubric(std::span<const RubricItem> items) { rubric_ = items; }

    // The members of one object, visited by fields().
    class Object {
      public:
        Object(Reader& reader, const Json& json) : reader_(reader), json_(json) {}

        template <class M>
        void operator()(const char* key, M& member, const Field& field) {
            known_.push_back(key);
            const Json* found = json_.find(key);
            if (found == nullptr) {
                if (field.required) reader_.fault(json_, "missing_key", {shown(key), field.about});
                return;
            }
            const Step step(reader_, key);
            reader_.value(*found, member, field);
        }
        void by_kind(Fixture& fixture) {
            fixture.spec = spec_of_kind(fixture.kind);
            std::visit([this](auto& spec) { spec_fields(spec); }, fixture.spec);
        }
        bool has(std::string_view key) const { return json_.find(key) != nullptr; }
        void allow(const char* key) { known_.push_back(key); }
        void report_strangers();

      private:
        void spec_fields(std::monostate&) {}
        template <class Spec>
        void spec_fields(Spec& spec) {
            fields(*this, spec);
        }

        Reader& reader_;
        const Json& json_;
        std::vector<std::string_view> known_;
    };

  private:
    // One step down the tree: keeps the JSON pointer.
    class Step {
      public:
        Step(Reader& reader, std::string_view key);
        Step(Reader& reader, std::size_t index);
        ~Step() { reader_.pointer_.resize(length_); }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;

      private:
        Reader& reader_;
        std::size_t length_;
    };

    bool expect(const Json& json, Json::Kind kind);
    bool in_range(const Json& json, double number, const Field& field);
    bool enough(const Json& json, const Field& field);

    void value(const Json& json, double& out, const Field& field);
    void value(const Json& json, int& out, const Field& field);
    void value(const Json& json, bool& out, const Field& field);
    void value(const Json& json, std::string& out, const Field& field);
    void value(const Json& json, LocalText& out, const Field& field);
    void value(const Json& json, Vec2& out, const Field& field);
    void value(const Json& json, Vec3& out, const Field& field);

    template <class E>
    requires std::is_enum_v<E>
    void value(const Json& json, E& out, const Field&) {
        if (!expect(json, Json::Kind::string)) return;
        std::vector<std::string_view> allowed;
        for (const auto& entry : enum_names(E{})) {
            if (entry.name == json.string) {
                out = entry.value;
                return;
            }
            allowed.push_back(entry.name);
        }
        not_allowed(json, allowed);
    }
    void not_allowed(const Json& json, const std::vector<std::string_view>& allowed);

    template <class T>
    void value(const Json& json, std::optional<T>& out, const Field& field) {
        T read_value{};
        value(json, read_value, field);
        out = std::move(read_value);
    }

    template <class T>
    void value(const Json& json, std::vector<T>& out, const Field& field) {
        if (!expect(json, Json::Kind::array) || !enough(json, field)) return;
        // `fewest` of a list of polygons is each polygon's.
        out.clear();
        out.reserve(json.items.size());
        Field element = field;
        if constexpr (!std::is_same_v<T, Polygon>) element.fewest = 0;
        if constexpr (std::is_same_v<T, std::string>) element.required = true;  // no empty ids
        for (std::size_t i = 0; i < json.items.size(); ++i) {
            const Step step(*this, i);
            out.emplace_back();
            value(json.items[i], out.back(), element);
        }
    }
    void value(const Json& json, std::vector<Polygon>& out, const Field& field) {
        if (!expect(json, Json::Kind::array)) return;
        out.clear();
        for (std::size_t i = 0; i < json.items.size(); ++i) {
            const Step step(*this, i);
            out.emplace_back();
            value(json.items[i], out.back(), field);
        }
    }

    template <Described T>
    void value(const Json& json, T& out, const Field&) {
        if (!expect(json, Json::Kind::object)) return;
        if constexpr (std::is_same_v<T, RubricItem>) begin_as_default(json, out);
        Object object(*this, json);
        fields(object, out);
        if constexpr (std::is_same_v<T, Scenario>) object.allow("$schema");
        object.report_strangers();
        if constexpr (requires { out.place; }) out.place = place(json);
        check(json, object, out);
    }

    void begin_as_default(const Json& json, RubricItem& item) const;

    // What several members of a struct must have in common.
    template <class T>
    void check(const Json&, const Object&, T&) {}
    void check(const Json& json, const Object& object, HrrCurve& curve);
    void check(const Json& json, const Object& object, Distribution& distribution);
    void check(const Json& json, const Object& object, Furnishing& furnishing);
    void check(const Json& json, const Object& object, OccupantGroup& group);
    void check(const Json& json, const Object& object, Device& device);
    void check(const Json& json, const Object& object, Trigger& trigger);
    void check(const Json& json, const Object& object, Inject& inject);
    void check(const Json& json, const Object& object, Scenario& scenario);

    std::string file_;
    std::string pointer_;
    Messages& say_;
    Ids& ids_;
    std::vector<Problem>& problems_;
    std::span<const RubricItem> rubric_;
};

}  // namespace firedrill::format
