#include "app/validate/fire_case.hpp"

#include <fmt/format.h>

#include <cmath>
#include <tuple>

#include "building/format/file.hpp"

namespace firedrill::validate {
namespace {

using format::Json;

const Json& member(const std::string& file, const Json& object, const char* key) {
    const Json* found = object.find(key);
    if (found == nullptr)
        throw LoadError({{file, object.line, ""},
                         fmt::format("has no \"{}\" / 缺少 \"{}\"", key, key),
                         "see the file's other entries / 请参照其他条目"});
    return *found;
}

// Steady after some three time constants of the quick board (16 s each) and of the room's air.
constexpr double steckler_until_s = 100, steckler_from_s = 60;

}  // namespace

FireBook load_fire_book(const std::string& folder, Language language) {
    format::Messages say(language);
    const std::string file = folder + "/experiments.json";
    const Json json = format::parse_file_text(format::read_file(file, say), file, say);
    FireBook book;
    book.source = member(file, json, "source").string;
    for (const Json& entry : member(file, json, "steckler").items) {
        const auto number = [&](const Json& of, const char* key) {
            return member(file, of, key).number;
        };
        const Json& measured = member(file, entry, "measured");
        StecklerTest test;
        test.test = member(file, entry, "test").string;
        test.hrr_kw = number(entry, "hrr_kw");
        test.ambient_c = number(entry, "ambient_c");
        test.lower_c = number(measured, "lower_c");
        test.upper_c = number(measured, "upper_c");
        test.interface_m = number(measured, "interface_m");
        test.neutral_plane_m = number(measured, "neutral_plane_m");
        test.v_out_m_s = number(measured, "v_out_m_s");
        test.v_in_m_s = number(measured, "v_in_m_s");
        test.probe_out_kg_s = number(measured, "probe_out_kg_s");
        book.steckler.push_back(test);
    }
    const auto add = [&](const std::string& name, FireGroup group, double cell_m, double from_s,
                         double until_s, double hrr_kw) -> FireCase& {
        FireCase one;
        one.id = fmt::format("{}_{:.0f}cm", name, 100 * cell_m);
        one.file = folder + "/cases/" + name + ".json";
        one.group = group;
        one.cell_m = cell_m;
        one.from_s = from_s;
        one.until_s = until_s;
        one.hrr_kw = hrr_kw;
        book.cases.push_back(one);
        return book.cases.back();
    };
    for (const double cell_m : {0.1, 0.2})
        for (const StecklerTest& test : book.steckler) {
            FireCase& one = add("steckler_" + test.test, FireGroup::steckler, cell_m,
                                steckler_from_s, steckler_until_s, test.hrr_kw);
            one.steckler = &test;
            one.coarse = cell_m > 0.15;
            one.quick = cell_m > 0.15 && (test.test == "14" || test.test == "510");
        }
    for (const double cell_m : {0.1, 0.2}) {
        FireCase& one = add("room_200kw", FireGroup::room, cell_m, 80, 120, 200);
        one.quick = one.coarse = cell_m > 0.15;
        add("room_200kw_partition", FireGroup::room, cell_m, 80, 120, 200).coarse = cell_m > 0.15;
    }
    // Plumes are judged on cells of a quarter to a sixth of the fire's length D* = (Q/1100
    // kW)^(2/5) m, as fires are resolved in practice (McGrattan et al., NIST SP 1018: 4 to 16), and
    // shown on cells twice as wide.
    for (const bool coarse : {false, true}) {
        const double wider = coarse ? 2 : 1;
        for (const auto& [name, cell_m, hrr_kw] :
             {std::tuple{"mccaffrey_20", 0.05, 20.0}, std::tuple{"mccaffrey_60", 0.07, 60.0},
              std::tuple{"mccaffrey_200", 0.1, 200.0}, std::tuple{"mccaffrey_1000", 0.2, 1000.0}}) {
            if (coarse && hrr_kw > 200) continue;  // two cells across the burner
            FireCase& one = add(name, FireGroup::plume, wider * cell_m, 8, 20, hrr_kw);
            one.coarse = coarse;
            one.quick = coarse && hrr_kw == 200;
        }
    }
    for (const double cell_m : {0.1, 0.2}) {
        add("alpert", FireGroup::ceiling_jet, cell_m, 20, 40, 200).coarse = cell_m > 0.15;
        FireCase& closed = add("filling_closed", FireGroup::filling, cell_m, 0, 120, 100);
        closed.quick = closed.coarse = cell_m > 0.15;
        add("filling_vented", FireGroup::filling, cell_m, 0, 180, 100).coarse = cell_m > 0.15;
    }
    return book;
}

}  // namespace firedrill::validate
