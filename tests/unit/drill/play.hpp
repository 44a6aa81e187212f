// A drill played by a script in the two rooms, which a test may change first.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "building/load.hpp"
#include "drill/doors.hpp"
#include "drill/drill.hpp"
#include "drill/script.hpp"

namespace firedrill::test {

inline Scenario two_rooms() {
    return load_scenario(FIREDRILL_SOURCE_DIR "/tests/data/scenarios/two_rooms.json", Language::en);
}

template <class Entry>
Entry& with_id(std::vector<Entry>& entries, const std::string& id) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.id == id; });
    REQUIRE(found != entries.end());
    return *found;
}

// A file with this text that is gone with the object.
class TextFile {
  public:
    explicit TextFile(const std::string& text) {
        static int number = 0;
        path_ = (std::filesystem::temp_directory_path() /
                 ("firedrill_script_" + std::to_string(getpid()) + "_" + std::to_string(++number) +
                  ".json"))
                    .string();
        std::ofstream(path_) << text;
    }
    ~TextFile() { std::filesystem::remove(path_); }
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

inline std::string script(const std::string& actions) {
    return "{\"name\": \"tester\", \"actions\": [" + actions + "]}";
}

struct Play {
    Building building;
    Drill drill;
    std::vector<TickInput> inputs;
    std::vector<std::uint64_t> hashes;
    int failed_actions = 0;

    explicit Play(const Scenario& scenario, const DrillSettings& settings = quick())
        : building(make_building(scenario)), drill(building, settings) {}

    // Clean air and nobody else: what the trainee's hands do costs next to nothing to compute.
    static DrillSettings quick() {
        DrillSettings settings;
        settings.seed = 3;
        settings.threads = 1;
        settings.with_fire = settings.with_crowd = false;
        return settings;
    }
    static DrillSettings with_everything() {
        DrillSettings settings = quick();
        settings.with_fire = settings.with_crowd = true;
        return settings;
    }

    void tick(const TickInput& input = {}) {
        inputs.push_back(input);
        drill.tick(input);
        hashes.push_back(drill.hash());
    }
    void wait(double seconds) {
        TickInput input;
        if (!inputs.empty()) {
            input.yaw_mdeg = inputs.back().yaw_mdeg;
            input.pitch_mdeg = inputs.back().pitch_mdeg;
        }
        const double end = drill.time_s() + seconds;
        while (drill.time_s() < end - 1e-9 && !drill.finished()) tick(input);
    }
    // Plays actions to their end, at most `most_s` of drill time.
    Play& act(const std::string& actions, double most_s = 120) {
        const TextFile file(script(actions));
        ScriptPilot pilot(file.path(), building);
        const double end = drill.time_s() + most_s;
        while (!pilot.done() && drill.time_s() < end && !drill.finished()) tick(pilot.next(drill));
        CHECK((pilot.done() || drill.finished()));
        failed_actions += pilot.failed_actions();
        return *this;
    }

    int count(const std::string& event, const std::string& target = "") const {
        return static_cast<int>(std::count_if(
            drill.timeline().begin(), drill.timeline().end(), [&](const TimelineEvent& e) {
                return e.name == event && (target.empty() || e.target == target);
            }));
    }
    const TimelineEvent* first(const std::string& event) const {
        const auto found = std::find_if(drill.timeline().begin(), drill.timeline().end(),
                                        [&](const TimelineEvent& e) { return e.name == event; });
        return found == drill.timeline().end() ? nullptr : &*found;
    }
    const DoorState& door(const std::string& id) const {
        return drill.doors().state(OpeningIndex(building.find(id).index));
    }
};

}  // namespace firedrill::test
