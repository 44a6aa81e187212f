// A case of the crowd's verification as data: which buildings are run with which settings, what is
// measured, and what is claimed of it. Read from tests/verification/cases: scenes.json names the
// scenario files with their measuring lines and areas, tests_SUITE.json the cases of a suite. Knows
// nothing of how a crowd is run or measured.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crowd/crowd.hpp"

namespace firedrill::validate {

struct MeasuringLine {
    std::string id;
    Vec2 a{0, 0}, b{0, 0};
};
struct MeasuringArea {
    std::string id;
    Polygon region;
    std::string layer;  // storey or stair; empty: seen from above, whatever the layer
};
struct Scene {
    std::string id, file;
    std::vector<MeasuringLine> lines;
    std::vector<MeasuringArea> areas;
};

// One crowd in one building, as often as there are seeds.
struct RunSpec {
    std::string name, scene;
    int seeds = 1, short_seeds = 1;
    double until_s = 400;
    bool until_started = false;            // ends when all have begun to walk
    std::optional<double> speed;           // instead of the profiles' [m/s]
    std::map<std::string, int> counts;     // of groups, instead of the scenario's
    std::vector<std::string> closed;       // openings, shut from the start
    std::map<std::string, double> closes;  // openings that shut at a time [s]
    DoorFlowLimit door_flow = DoorFlowLimit::free;
    SmokeSpeedLaw smoke_law = SmokeSpeedLaw::fds_evac;
    std::optional<GasSample> air;  // the same everywhere

    std::string key() const;  // equal keys give equal records
};

// What kind of number a claim rests on: printed in the guideline; chosen by an implementer; only
// told. The first two must hold.
enum class ClaimKind { guideline, house, report };
enum class Order { none, rising, not_falling, falling, not_rising, slope_up };

struct Claim {
    ClaimKind kind = ClaimKind::report;
    std::string says;
    std::string measure;            // name in measures.cpp
    std::vector<std::string> runs;  // names of the case's runs; each must keep the bounds
    std::string over;               // divided by the measure of this run
    std::optional<double> at_least, at_most;
    std::string band;           // bounds from laboratory data, by run
    Order order = Order::none;  // of the values of `runs`
    double play = 0;            // an order may be missed by this much (noise of few seeds)
    std::string unit;
    int digits = 2;
    std::map<std::string, std::string> text;  // parameters of the measure
    std::map<std::string, double> number;

    bool hard() const { return kind != ClaimKind::report; }
};

struct CrowdCase {
    std::string id, suite, title, source;
    std::string note;  // geometry or reading of the guideline where it is open
    std::string plot;  // name of a plot for the page; empty: none
    std::vector<RunSpec> runs;
    std::vector<Claim> claims;
    std::vector<std::string> breaks;  // broken models under which it is expected to fail
    std::string not_applicable;       // why there is nothing to run

    const RunSpec& run(const std::string& name) const;
};

struct CaseBook {
    std::string folder;
    std::map<std::string, Scene> scenes;
    std::vector<CrowdCase> cases;  // by suite: house, imo, iso, nist, rimea in file order
};

// Throws LoadError with file and line where a file is wrong or refers to what does not exist.
CaseBook load_cases(const std::string& folder, Language language);

const char* name_of(ClaimKind kind);

// The broken models: names of `--broken`; the text validate.page.broken.NAME says what each does.
struct BrokenModel {
    const char* name;
    CrowdFaults faults;
};
const std::vector<BrokenModel>& broken_models();
const BrokenModel* broken_model(const std::string& name);  // null: unknown

}  // namespace firedrill::validate
