// Supply: what a switchboard or a gas valve feeds, as zones of the building, and which zones still
// have current in a drill. A zone is a room, or what lies in no room of a storey. Knows the
// building; what the dark does to people, jets and lamps is for others.
#pragma once

#include <cstdint>
#include <vector>

#include "building/building.hpp"

namespace firedrill {

// Rooms first, in the scenario's order, then storeys. The yard counts to the storey at its height.
std::size_t supply_zones(const Building& building);
std::size_t supply_zone(const Building& building, Vec3 place);

// Per zone: whether this switchboard or valve feeds it. By its `feeds`; without them a gas valve
// feeds the room it is in, a switchboard its storey where every storey has one such board, else
// (a main board) the whole building.
std::vector<std::uint8_t> fed_by(const Building& building, FixtureIndex fixture);

class Power {
  public:
    explicit Power(const Building& building);
    void cut(FixtureIndex board);
    void cut_everywhere();
    bool in(std::size_t zone) const { return live_[zone] != 0; }
    bool at(Vec3 place) const { return in(supply_zone(*building_, place)); }
    // A lift has its own line from the main board: it runs while there is current at any landing.
    bool moves(const Lift& lift) const;
    bool anywhere() const;
    const std::vector<std::uint8_t>& zones() const { return live_; }  // 1: current

  private:
    const Building* building_;
    std::vector<std::uint8_t> live_;
};

}  // namespace firedrill
