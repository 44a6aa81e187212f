// Replay: scenario + seed + settings + inputs + a hash per tick. The file holds the scenario's
// whole text, so that it can be played when the scenario has changed since.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drill/drill.hpp"

namespace firedrill {

struct Replay {
    static constexpr std::uint32_t format_version = 3;
    std::string scenario_text;  // write_scenario()
    std::string trainee_name;
    DrillSettings settings;
    std::vector<TickInput> inputs;      // one per tick
    std::vector<std::uint64_t> hashes;  // after each tick
};

// Packed bytes of inputs and hashes [first, end), for storing a running drill piece by piece;
// pieces put one behind another are read back by unpack_ticks.
std::string pack_ticks(const Replay& replay, std::size_t first, std::size_t end);
void unpack_ticks(const std::string& bytes, Replay& replay);  // appends; throws LoadError

// The settings as the replay file holds them, for whoever stores drills.
std::string pack_settings(const DrillSettings& settings);
DrillSettings unpack_settings(const std::string& bytes);  // throws LoadError

// File: magic "FDREPLAY", format version, then the parts. A newer version or a damaged file throws
// LoadError.
void write_replay(const Replay& replay, const std::string& file);
Replay read_replay(const std::string& file);

// Plays it and compares every tick's hash. -1: all equal; else the first tick that differs.
std::int64_t verify_replay(const Replay& replay, int threads);

}  // namespace firedrill
