// Cases of the fire's validation: which scenario file is run on which cells for how long, and what
// was measured in the laboratory (tests/validation/experiments.json). Knows nothing of how a run is
// judged.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/texts.hpp"

namespace firedrill::validate {

// Steady values of one Steckler test; temperatures in C, speeds out of the room positive.
struct StecklerTest {
    std::string test;
    double hrr_kw = 0, ambient_c = 20;
    double lower_c = 0, upper_c = 0, interface_m = 0, neutral_plane_m = 0;
    double v_out_m_s = 0, v_in_m_s = 0, probe_out_kg_s = 0;
};

enum class FireGroup { steckler, room, plume, ceiling_jet, filling };

struct FireCase {
    std::string id;    // "steckler_14_10cm"
    std::string file;  // scenario file
    FireGroup group = FireGroup::steckler;
    double cell_m = 0.1;
    double until_s = 0, from_s = 0;  // means are taken over [from, until]
    double hrr_kw = 0;               // that the burner is set to
    bool quick = false;              // part of the short form
    bool coarse = false;             // cells twice as wide as those that are judged
    const StecklerTest* steckler = nullptr;
};

struct FireBook {
    std::string source;  // of the Steckler data
    std::vector<StecklerTest> steckler;
    std::vector<FireCase> cases;  // point into `steckler`
};

// Throws LoadError. `folder`: tests/validation.
FireBook load_fire_book(const std::string& folder, Language language);

}  // namespace firedrill::validate
