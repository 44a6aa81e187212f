#include "app/validate/crowd_case.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "building/format/file.hpp"

namespace firedrill::validate {
namespace {

using format::Json;

// A value with the file it stands in, so that every fault has a place.
class Value {
  public:
    Value(const Json& json, std::string file) : json_(&json), file_(std::move(file)) {}

    [[noreturn]] void fault(const std::string& what) const {
        throw LoadError({{file_, json_->line, ""}, what, "correct the list of cases"});
    }
    const Json& object() const {
        if (json_->kind != Json::Kind::object) fault("an object is needed here");
        return *json_;
    }
    std::vector<Value> items() const {
        if (json_->kind != Json::Kind::array) fault("a list is needed here");
        std::vector<Value> all;
        for (const Json& item : json_->items) all.emplace_back(item, file_);
        return all;
    }
    double number() const {
        if (json_->kind != Json::Kind::number) fault("a number is needed here");
        return json_->number;
    }
    std::string text() const {
        if (json_->kind != Json::Kind::string) fault("a text is needed here");
        return json_->string;
    }
    std::vector<std::string> texts() const {
        if (json_->kind == Json::Kind::string) return {json_->string};
        std::vector<std::string> all;
        for (const Value& item : items()) all.push_back(item.text());
        return all;
    }
    Vec2 point() const {
        const auto xy = items();
        if (xy.size() != 2) fault("a point [x, y] is needed here");
        return {xy[0].number(), xy[1].number()};
    }
    Json::Kind kind() const { return json_->kind; }
    bool truth() const { return json_->kind == Json::Kind::boolean && json_->boolean; }
    template <class Each>
    void each(Each&& each) const {
        for (std::size_t i = 0; i < object().items.size(); ++i)
            each(json_->keys[i], Value(json_->items[i], file_));
    }

  private:
    const Json* json_;
    std::string file_;
};

Json read(const std::string& file, Language language) {
    format::Messages say(language);
    return format::parse_file_text(format::read_file(file, say), file, say);
}

Scene scene_of(const std::string& id, const Value& value) {
    Scene scene;
    scene.id = id;
    value.each([&](const std::string& key, const Value& v) {
        if (key == "file") {
            scene.file = v.text();
        } else if (key == "lines") {
            v.each([&](const std::string& name, const Value& line) {
                const auto ends = line.items();
                scene.lines.push_back({name, ends.at(0).point(), ends.at(1).point()});
            });
        } else if (key == "areas") {
            v.each([&](const std::string& name, const Value& area) {
                MeasuringArea found;
                found.id = name;
                area.each([&](const std::string& part, const Value& p) {
                    if (part == "region") {
                        for (const Value& corner : p.items())
                            found.region.push_back(corner.point());
                    } else if (part == "layer") {
                        found.layer = p.text();
                    } else {
                        p.fault("unknown key \"" + part + "\"");
                    }
                });
                scene.areas.push_back(std::move(found));
            });
        } else {
            v.fault("unknown key \"" + key + "\"");
        }
    });
    return scene;
}

GasSample air_of(const Value& value) {
    GasSample air;
    air.carbon_dioxide = 0;
    value.each([&](const std::string& key, const Value& v) {
        if (key == "extinction_1_m") {
            air.extinction_1_m = v.number();
        } else if (key == "co_ppm") {
            air.carbon_monoxide = v.number() * 1e-6;
        } else if (key == "co2_percent") {
            air.carbon_dioxide = v.number() / 100;
        } else if (key == "o2_percent") {
            air.oxygen = v.number() / 100;
        } else {
            v.fault("unknown key \"" + key + "\"");
        }
    });
    return air;
}

RunSpec run_of(const std::string& name, const Value& value) {
    RunSpec run;
    run.name = name;
    value.each([&](const std::string& key, const Value& v) {
        if (key == "scene") {
            run.scene = v.text();
        } else if (key == "seeds") {
            run.seeds = static_cast<int>(v.number());
        } else if (key == "short_seeds") {
            run.short_seeds = static_cast<int>(v.number());
        } else if (key == "until_s") {
            run.until_s = v.number();
        } else if (key == "until_started") {
            run.until_started = v.truth();
        } else if (key == "speed") {
            run.speed = v.number();
        } else if (key == "counts") {
            v.each([&](const std::string& group, const Value& n) {
                run.counts[group] = static_cast<int>(n.number());
            });
        } else if (key == "closed") {
            run.closed = v.texts();
        } else if (key == "closes") {
            v.each([&](const std::string& opening, const Value& t) {
                run.closes[opening] = t.number();
            });
        } else if (key == "door_flow") {
            if (v.text() != "codes" && v.text() != "free") v.fault("codes or free is needed");
            run.door_flow = v.text() == "codes" ? DoorFlowLimit::codes : DoorFlowLimit::free;
        } else if (key == "smoke_law") {
            bool known = false;
            for (const auto law : {SmokeSpeedLaw::fds_evac, SmokeSpeedLaw::jin_irritant,
                                   SmokeSpeedLaw::fridolf_2019}) {
                if (smoke_speed_law_name(law) == v.text()) {
                    run.smoke_law = law;
                    known = true;
                }
            }
            if (!known) v.fault("unknown smoke law \"" + v.text() + "\"");
        } else if (key == "air") {
            run.air = air_of(v);
        } else {
            v.fault("unknown key \"" + key + "\"");
        }
    });
    return run;
}

Claim claim_of(const Value& value) {
    Claim claim;
    value.each([&](const std::string& key, const Value& v) {
        if (key == "kind") {
            const std::string kind = v.text();
            if (kind == "guideline") {
                claim.kind = ClaimKind::guideline;
            } else if (kind == "house") {
                claim.kind = ClaimKind::house;
            } else if (kind != "report") {
                v.fault("guideline, house or report is needed");
            }
        } else if (key == "says") {
            claim.says = v.text();
        } else if (key == "measure") {
            claim.measure = v.text();
        } else if (key == "runs") {
            claim.runs = v.texts();
        } else if (key == "over") {
            claim.over = v.text();
        } else if (key == "at_least") {
            claim.at_least = v.number();
        } else if (key == "at_most") {
            claim.at_most = v.number();
        } else if (key == "band") {
            claim.band = v.text();
        } else if (key == "order") {
            const std::vector<std::string> orders{"none",    "rising",     "not_falling",
                                                  "falling", "not_rising", "slope_up"};
            const auto found = std::find(orders.begin(), orders.end(), v.text());
            if (found == orders.end()) v.fault("unknown order \"" + v.text() + "\"");
            claim.order = static_cast<Order>(found - orders.begin());
        } else if (key == "play") {
            claim.play = v.number();
        } else if (key == "unit") {
            claim.unit = v.text();
        } else if (key == "digits") {
            claim.digits = static_cast<int>(v.number());
        } else if (v.kind() == Json::Kind::string) {
            claim.text[key] = v.text();
        } else {
            claim.number[key] = v.number();
        }
    });
    if (claim.measure.empty()) value.fault("a claim needs a measure");
    return claim;
}

CrowdCase case_of(const Value& value, const std::string& suite, const CaseBook& book) {
    CrowdCase found;
    found.suite = suite;
    value.each([&](const std::string& key, const Value& v) {
        if (key == "id") {
            found.id = v.text();
        } else if (key == "title") {
            found.title = v.text();
        } else if (key == "source") {
            found.source = v.text();
        } else if (key == "note") {
            found.note = v.text();
        } else if (key == "plot") {
            found.plot = v.text();
        } else if (key == "not_applicable") {
            found.not_applicable = v.text();
        } else if (key == "breaks") {
            found.breaks = v.texts();
            for (const std::string& name : found.breaks) {
                if (broken_model(name) == nullptr) v.fault("unknown broken model \"" + name + "\"");
            }
        } else if (key == "runs") {
            v.each([&](const std::string& name, const Value& run) {
                found.runs.push_back(run_of(name, run));
                if (book.scenes.count(found.runs.back().scene) == 0)
                    run.fault("unknown scene \"" + found.runs.back().scene + "\"");
            });
        } else if (key == "claims") {
            for (const Value& claim : v.items()) {
                found.claims.push_back(claim_of(claim));
                Claim& last = found.claims.back();
                if (last.runs.empty()) {
                    for (const RunSpec& run : found.runs) last.runs.push_back(run.name);
                }
                for (const std::string& name : last.runs) {
                    if (std::none_of(found.runs.begin(), found.runs.end(),
                                     [&](const RunSpec& r) { return r.name == name; }))
                        claim.fault("unknown run \"" + name + "\"");
                }
            }
        } else {
            v.fault("unknown key \"" + key + "\"");
        }
    });
    return found;
}

std::vector<BrokenModel> make_broken_models() {
    std::vector<BrokenModel> all;
    const auto add = [&](const char* name, auto&& set) {
        BrokenModel model{name, {}};
        set(model.faults);
        all.push_back(model);
    };
    using F = CrowdFaults;
    add("wrong_speed", [](F& f) { f.speed_factor = 0.7; });
    add("too_fast", [](F& f) { f.speed_factor = 1.5; });
    add("stands_still", [](F& f) { f.stands_still = true; });
    add("walls_off", [](F& f) { f.walls_off = true; });
    add("collisions_off", [](F& f) { f.collisions_off = true; });
    add("density_ignored", [](F& f) { f.density_ignored = true; });
    add("stairs_as_flat", [](F& f) { f.stairs_as_flat = true; });
    add("pre_movement_ignored", [](F& f) { f.pre_movement_ignored = true; });
    add("spread_off", [](F& f) { f.spread_off = true; });
    add("smoke_ignored", [](F& f) { f.smoke_ignored = true; });
    add("dose_halved", [](F& f) { f.dose_factor = 0.5; });
    add("exits_ignored", [](F& f) { f.exits_ignored = true; });
    add("doors_ignored", [](F& f) { f.doors_ignored = true; });
    add("queues_ignored", [](F& f) { f.queues_ignored = true; });
    add("leaders_ignored", [](F& f) { f.leaders_ignored = true; });
    add("door_limit_off", [](F& f) { f.door_limit_off = true; });
    return all;
}

}  // namespace

const std::vector<BrokenModel>& broken_models() {
    static const std::vector<BrokenModel> all = make_broken_models();
    return all;
}

const BrokenModel* broken_model(const std::string& name) {
    for (const BrokenModel& model : broken_models()) {
        if (name == model.name) return &model;
    }
    return nullptr;
}

const char* name_of(ClaimKind kind) {
    switch (kind) {
        case ClaimKind::guideline:
            return "guideline";
        case ClaimKind::house:
            return "house";
        case ClaimKind::report:
            return "report";
    }
    return "report";
}

std::string RunSpec::key() const {
    std::string key =
        fmt::format("{}|{}|{}|{}|{}|{}|{}", scene, seeds, short_seeds, until_s, until_started,
                    door_flow_limit_name(door_flow), smoke_speed_law_name(smoke_law));
    if (speed) key += fmt::format("|v{}", *speed);
    for (const auto& [group, n] : counts) key += fmt::format("|{}={}", group, n);
    for (const std::string& opening : closed) key += "|" + opening;
    for (const auto& [opening, t] : closes) key += fmt::format("|{}@{}", opening, t);
    if (air)
        key += fmt::format("|{} {} {} {}", air->extinction_1_m, air->carbon_monoxide,
                           air->carbon_dioxide, air->oxygen);
    return key;
}

const RunSpec& CrowdCase::run(const std::string& name) const {
    return *std::find_if(runs.begin(), runs.end(),
                         [&](const RunSpec& run) { return run.name == name; });
}

CaseBook load_cases(const std::string& folder, Language language) {
    CaseBook book;
    book.folder = folder;
    const std::string scenes = folder + "/scenes.json";
    const Json scene_list = read(scenes, language);
    Value(scene_list, scenes).each([&](const std::string& id, const Value& v) {
        book.scenes[id] = scene_of(id, v);
    });
    for (const char* suite : {"rimea", "imo", "nist", "iso", "house"}) {
        const std::string file = folder + "/tests_" + suite + ".json";
        const Json list = read(file, language);
        for (const Value& v : Value(list, file).items())
            book.cases.push_back(case_of(v, suite, book));
    }
    return book;
}

}  // namespace firedrill::validate
