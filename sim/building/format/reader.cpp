#include "building/format/reader.hpp"

#include <fmt/format.h>

#include <cmath>

namespace firedrill::format {

// ----------------------------------------------------------------------------------- the pointer

namespace {
// RFC 6901: '~' and '/' of a key are written ~0 and ~1.
void append_key(std::string& pointer, std::string_view key) {
    pointer += '/';
    for (const char c : key) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
}
}  // namespace

Reader::Step::Step(Reader& reader, std::string_view key)
    : reader_(reader), length_(reader.pointer_.size()) {
    append_key(reader.pointer_, key);
}
Reader::Step::Step(Reader& reader, std::size_t index)
    : reader_(reader), length_(reader.pointer_.size()) {
    reader.pointer_ += fmt::format("/{}", index);
}

// ------------------------------------------------------------------------------- keys of objects

void Reader::Object::report_strangers() {
    for (std::size_t i = 0; i < json_.keys.size(); ++i) {
        const std::string& key = json_.keys[i];
        const Step step(reader_, key);
        const auto end = json_.keys.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(json_.keys.begin(), end, key) != end) {
            reader_.fault(json_.items[i], "doubled_key", {shown(key)});
        } else if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
            const std::string_view like = nearest(key, known_);
            if (like.empty()) {
                reader_.fault(json_.items[i], "unknown_key", {shown(key), listed(known_, 40)});
            } else {
                reader_.fault(json_.items[i], "unknown_key", {shown(key), shown(like)},
                              "did_you_mean");
            }
        }
    }
}

// -------------------------------------------------------------------------------------- values

namespace {
const char* type_key(Json::Kind kind) {
    switch (kind) {
        case Json::Kind::null:
            return "type.null";
        case Json::Kind::boolean:
            return "type.boolean";
        case Json::Kind::number:
            return "type.number";
        case Json::Kind::string:
            return "type.string";
        case Json::Kind::array:
            return "type.array";
        case Json::Kind::object:
            return "type.object";
    }
    return "type.null";
}

bool is_id(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '.' || c == '-';
    });
}

bool blank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}
}  // namespace

bool Reader::expect(const Json& json, Json::Kind kind) {
    if (json.kind == kind) return true;
    fault(json, "wrong_type", {say_.text(type_key(kind)), say_.text(type_key(json.kind))});
    return false;
}

bool Reader::in_range(const Json& json, double number, const Field& field) {
    if (pointer_ == "/format" && number > field.high) {
        fault(json, "newer_format", {shown(number), shown(field.high)});
        return false;
    }
    const bool high_enough = field.above_low ? number > field.low : number >= field.low;
    if (high_enough && number <= field.high) return true;
    const std::string low = fmt::format("{} {}", field.above_low ? ">" : "≥", shown(field.low));
    const std::string high = fmt::format("≤ {}", shown(field.high));
    std::string range = low + ", " + high;
    if (field.low == -infinity) range = high;
    if (field.high == infinity) range = low;
    fault(json, "out_of_range", {shown(number), range, field.about});
    return false;
}

bool Reader::enough(const Json& json, const Field& field) {
    if (json.items.size() >= field.fewest) return true;
    fault(json, "too_few", {std::to_string(json.items.size()), std::to_string(field.fewest)});
    return false;
}

void Reader::value(const Json& json, double& out, const Field& field) {
    if (expect(json, Json::Kind::number) && in_range(json, json.number, field)) out = json.number;
}

void Reader::value(const Json& json, int& out, const Field& field) {
    constexpr double largest = 1e9;
    if (!expect(json, Json::Kind::number) || !in_range(json, json.number, field)) return;
    if (json.number != std::floor(json.number) || std::abs(json.number) > largest) {
        fault(json, "not_whole", {shown(json.number)});
        return;
    }
    out = static_cast<int>(json.number);
}

void Reader::value(const Json& json, bool& out, const Field&) {
    if (expect(json, Json::Kind::boolean)) out = json.boolean;
}

void Reader::value(const Json& json, std::string& out, const Field& field) {
    if (!expect(json, Json::Kind::string)) return;
    if (field.required && blank(json.string)) {
        fault(json, "blank", {});
        return;
    }
    if (!field.one_of.empty() &&
        std::find(field.one_of.begin(), field.one_of.end(), json.string) == field.one_of.end()) {
        not_allowed(json, {field.one_of.begin(), field.one_of.end()});
        return;
    }
    if (field.own_id != 0) {
        if (!is_id(json.string)) {
            fault(json, "bad_id", {shown(json.string)});
            return;
        }
        ids_.add(json.string, field.own_id, place(json), say_, problems_);
    }
    if (field.names != 0 && !json.string.empty()) {
        ids_.refer({json.string, field.names, place(json)});
    }
    out = json.string;
}

void Reader::not_allowed(const Json& json, const std::vector<std::string_view>& allowed) {
    fault(json, "not_allowed", {shown(json.string), listed(allowed, 40)});
}

void Reader::value(const Json& json, LocalText& out, const Field&) {
    if (!expect(json, Json::Kind::object)) return;
    Object object(*this, json);
    const Field language = {.about = "zh, en", .required = true};
    object("zh", out.zh, language);
    object("en", out.en, language);
    object.report_strangers();
}

void Reader::value(const Json& json, Vec2& out, const Field& field) {
    std::vector<double> numbers;
    value(json, numbers,
          Field{.about = field.about,
                .low = field.low,
                .high = field.high,
                .above_low = field.above_low});
    if (json.kind != Json::Kind::array) return;
    if (numbers.size() != 2) {
        fault(json, "not_pair", {std::to_string(numbers.size())});
        return;
    }
    out = {numbers[0], numbers[1]};
}

void Reader::value(const Json& json, Vec3& out, const Field& field) {
    std::vector<double> numbers;
    value(json, numbers,
          Field{.about = field.about,
                .low = field.low,
                .high = field.high,
                .above_low = field.above_low});
    if (json.kind != Json::Kind::array) return;
    if (numbers.size() != 3) {
        fault(json, "not_triple", {std::to_string(numbers.size())});
        return;
    }
    out = {numbers[0], numbers[1], numbers[2]};
}

void Reader::begin_as_default(const Json& json, RubricItem& item) const {
    const Json* id = json.find("id");
    if (id == nullptr) return;
    for (const RubricItem& usual : rubric_) {
        if (usual.id == id->string) item = usual;
    }
}

// ---------------------------------------------------------------------- members taken together

void Reader::check(const Json& json, const Object&, HrrCurve& curve) {
    const int forms = (curve.constant_kw ? 1 : 0) + (curve.t_squared ? 1 : 0) +
                      (json.find("table") != nullptr ? 1 : 0);
    if (forms != 1) {
        fault(json, "hrr_forms", {std::to_string(forms)});
        return;
    }
    if (curve.t_squared && curve.peak_kw <= 0) fault(json, "hrr_no_peak", {});
    if (json.find("table") != nullptr) {
        const Json& table = *json.find("table");
        const Step step(*this, "table");
        if (curve.table.size() < 2) {
            fault(table, "too_few", {std::to_string(curve.table.size()), "2"});
        }
        for (std::size_t i = 1; i < curve.table.size(); ++i) {
            if (curve.table[i].x <= curve.table[i - 1].x) {
                const Step row(*this, i);
                fault(table.items[i], "times_not_rising",
                      {shown(curve.table[i].x), shown(curve.table[i - 1].x)});
            }
        }
    }
}

void Reader::check(const Json& json, const Object&, Distribution& d) {
    using Kind = Distribution::Kind;
    const bool sound = [&] {
        switch (d.kind) {
            case Kind::constant:
                return true;
            case Kind::uniform:
                return d.a <= d.b;
            case Kind::normal:
            case Kind::lognormal:
                return d.b >= 0;
            case Kind::gamma:
            case Kind::weibull:
                return d.a > 0 && d.b > 0;
        }
        return false;
    }();
    if (!sound) {
        fault(json, "bad_distribution", {std::string(name_of(d.kind)), shown(d.a), shown(d.b)});
    }
    if (d.low > d.high) fault(json, "cut_crossed", {shown(d.low), shown(d.high)});
}

void Reader::check(const Json&, const Object&, Furnishing& furnishing) {
    if (furnishing.repeat) {
        ids_.repeat(furnishing.id, furnishing.repeat->nx * furnishing.repeat->ny);
    }
}

void Reader::check(const Json& json, const Object& object, OccupantGroup& group) {
    const int places = (group.room.empty() ? 0 : 1) + (object.has("region") ? 1 : 0) +
                       (object.has("positions") ? 1 : 0);
    if (places != 1) fault(json, "group_places", {std::to_string(places)});
    if (!object.has("positions")) return;
    const int points = static_cast<int>(group.positions.size());
    if (!object.has("count")) group.count = points;
    if (group.count != points) {
        fault(json, "group_count", {std::to_string(group.count), std::to_string(points)});
    }
}

void Reader::check(const Json& json, const Object&, Device& device) {
    const bool has_line = !device.line.empty();
    if (has_line && device.line.size() != 2) {
        fault(json, "device_line", {std::to_string(device.line.size())});
    }
    switch (device.quantity) {
        case Quantity::mass_flow_out:
        case Quantity::mass_flow_in:
        case Quantity::volume_flow:
            if (device.opening.empty()) fault(json, "device_opening", {shown("opening")});
            break;
        case Quantity::people_through:
            if (device.opening.empty() && !has_line)
                fault(json, "device_opening", {"opening, line"});
            break;
        case Quantity::density:
            if (device.region.empty()) fault(json, "device_opening", {shown("region")});
            break;
        default:
            break;
    }
}

void Reader::check(const Json& json, const Object& object, Trigger& trigger) {
    const int forms = (trigger.at_s ? 1 : 0) + (object.has("after_event") ? 1 : 0);
    if (forms != 1) fault(json, "trigger_forms", {std::to_string(forms)});
}

void Reader::check(const Json& json, const Object&, Inject& inject) {
    IdKinds kinds = 0;
    if (inject.what == "ignite") kinds = id_kind::thing | id_kind::burner;
    if (inject.what == "open" || inject.what == "close" || inject.what == "lock" ||
        inject.what == "unlock" || inject.what == "break_window") {
        kinds = id_kind::opening;
    }
    if (inject.what == "empty_extinguisher") kinds = id_kind::fixture;
    if (inject.what == "power_cut" && !inject.target.empty()) kinds = id_kind::fixture;
    if (kinds != 0 && inject.target.empty()) {
        fault(json, "inject_target", {shown(inject.what), kind_name(kinds, say_)});
    } else if (kinds != 0) {
        const Json* target = json.find("target");
        const Step step(*this, "target");
        ids_.refer({inject.target, kinds, place(target != nullptr ? *target : json)});
    }
    if (inject.what == "message" && blank(inject.text.zh)) {
        fault(json, "inject_text", {});
    }
}

void Reader::check(const Json& json, const Object&, Scenario& scenario) {
    const Json* storeys = json.find("storeys");
    for (std::size_t i = 1; storeys != nullptr && i < scenario.storeys.size(); ++i) {
        const Storey& below = scenario.storeys[i - 1];
        const Storey& here = scenario.storeys[i];
        constexpr double slack_m = 1e-6;
        if (here.elevation + slack_m < below.elevation + below.height) {
            const Step list(*this, "storeys");
            const Step step(*this, i);
            fault(storeys->items[i], "storeys_overlap",
                  {shown(here.id), shown(here.elevation), shown(below.id),
                   shown(below.elevation + below.height)});
        }
    }
}

// ------------------------------------------------------------------------- ids and references

void Ids::add(const std::string& id, IdKinds kind, const Place& place, Messages& say,
              std::vector<Problem>& problems) {
    const auto [found, is_new] = ids_.try_emplace(id, Id{kind, place, 0});
    if (!is_new) {
        problems.push_back(say.problem(
            place, "doubled_id",
            {shown(id), kind_name(found->second.kind, say), found->second.place.str()}));
    }
}

void Ids::add_built_in(const std::string& id, IdKinds kind) {
    built_in_[{id, kind}] = Id{kind, {}, 0};
}

void Ids::repeat(const std::string& id, int copies) {
    const auto found = ids_.find(id);
    if (found == ids_.end()) return;  // its own fault is told already
    found->second.copies = copies;
    const Id copy{found->second.kind, found->second.place, 0};
    for (int i = 0; i < copies; ++i) ids_.try_emplace(fmt::format("{}.{}", id, i), copy);
}

const Ids::Id* Ids::find(const std::string& id) const {
    const auto found = ids_.find(id);
    return found == ids_.end() ? nullptr : &found->second;
}

void Ids::resolve(Messages& say, std::vector<Problem>& problems) const {
    for (const Reference& reference : references_) {
        const Id* found = find(reference.id);
        if (found != nullptr && (found->kind & reference.kinds) != 0) {
            if (found->copies > 0) {
                problems.push_back(
                    say.problem(reference.place, "repeated_thing",
                                {shown(reference.id), shown(reference.id + ".0"),
                                 shown(fmt::format("{}.{}", reference.id, found->copies - 1))}));
            }
            continue;
        }
        const bool is_built_in =
            std::any_of(built_in_.begin(), built_in_.end(), [&](const auto& entry) {
                return entry.first.first == reference.id && (entry.first.second & reference.kinds);
            });
        if (is_built_in) continue;
        const std::string wanted = kind_name(reference.kinds, say);
        if (found != nullptr) {
            problems.push_back(say.problem(
                reference.place, "wrong_kind",
                {shown(reference.id), kind_name(found->kind, say), wanted, found->place.str()}));
            continue;
        }
        std::vector<std::string_view> candidates;
        for (const auto& [id, entry] : ids_) {
            if ((entry.kind & reference.kinds) != 0 && entry.copies == 0) candidates.push_back(id);
        }
        for (const auto& [key, entry] : built_in_) {
            if ((entry.kind & reference.kinds) != 0) candidates.push_back(key.first);
        }
        const std::string_view like = nearest(reference.id, candidates);
        if (!like.empty()) {
            problems.push_back(say.problem(reference.place, "unknown_id",
                                           {shown(reference.id), shown(like), wanted},
                                           "did_you_mean"));
        } else if (candidates.empty()) {
            problems.push_back(say.problem(reference.place, "unknown_id",
                                           {shown(reference.id), "", wanted}, "none_such"));
        } else {
            problems.push_back(say.problem(reference.place, "unknown_id",
                                           {shown(reference.id), listed(candidates), wanted}));
        }
    }
}

std::string kind_name(IdKinds kinds, Messages& say) {
    if (kinds == id_kind::any) return say.text("kind.any");
    if (kinds == id_kind::physical) return say.text("kind.physical");
    constexpr std::pair<IdKinds, const char*> kinds_named[] = {
        {id_kind::storey, "kind.storey"},
        {id_kind::wall, "kind.wall"},
        {id_kind::opening, "kind.opening"},
        {id_kind::stair, "kind.stair"},
        {id_kind::room, "kind.room"},
        {id_kind::exit, "kind.exit"},
        {id_kind::assembly_point, "kind.assembly_point"},
        {id_kind::burner, "kind.burner"},
        {id_kind::thing, "kind.thing"},
        {id_kind::fixture, "kind.fixture"},
        {id_kind::group, "kind.group"},
        {id_kind::plan, "kind.plan"},
        {id_kind::device, "kind.device"},
        {id_kind::camera, "kind.camera"},
        {id_kind::material, "kind.material"},
        {id_kind::fuel, "kind.fuel"},
        {id_kind::item, "kind.item"},
        {id_kind::profile, "kind.profile"},
        {id_kind::inject, "kind.inject"},
        {id_kind::fault, "kind.fault"},
        {id_kind::task, "kind.task"},
        {id_kind::rubric_item, "kind.rubric_item"},
        {id_kind::lift, "kind.lift"},
        {id_kind::fire, "kind.fire"},
    };
    std::string out;
    for (const auto& [kind, key] : kinds_named) {
        if ((kinds & kind) == 0) continue;
        if (!out.empty()) out += say.text("kind.or");
        out += say.text(key);
    }
    return out;
}

}  // namespace firedrill::format
