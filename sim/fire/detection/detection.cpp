#include "fire/detection/detection.hpp"

namespace firedrill {
namespace {

// An obstacle under the head lets this share of its water through to where it should fall.
constexpr double obstructed_share = 0.3;

}  // namespace

Detection::Detection(const Building& building, const CeilingJets& jets) {
    const auto& fixtures = building.scenario.fixtures;
    for (std::size_t f = 0; f < fixtures.size(); ++f) {
        const Fixture& fixture = fixtures[f];
        Head head;
        head.fixture = static_cast<std::int32_t>(f);
        head.at = building.absolute(fixture.storey, fixture.at, fixture.z);
        head.dead = !fixture.works;
        head.link.mount_c = head.rise.follower_c = jets.start_k(head.at) - 273.15;
        if (const auto* detector = std::get_if<DetectorSpec>(&fixture.spec)) {
            head.kind = detector->senses == DetectorSpec::Kind::smoke ? Head::Kind::smoke
                                                                      : Head::Kind::heat;
            head.threshold = detector->threshold;
            head.link.rti = detector->rti;
            head.rise.rated_k_min = detector->rise;
            head.dead = head.dead || detector->dead || detector->capped;
        } else if (const auto* sprinkler = std::get_if<SprinklerSpec>(&fixture.spec)) {
            head.kind = Head::Kind::sprinkler;
            head.threshold = sprinkler->activation;
            head.link.rti = sprinkler->rti;
            head.link.conduction = sprinkler->conduction;
            head.spray_radius_m = sprinkler->radius;
            head.flow_kg_s = sprinkler->valve_shut
                                 ? 0.0
                                 : sprinkler->flow * (sprinkler->obstructed ? obstructed_share : 1);
        } else {
            continue;
        }
        heads_.push_back(head);
    }
}

bool advance_head(Head& head, double gas_c, double extinction_1_m, double speed_m_s, double dt) {
    if (head.kind == Head::Kind::smoke) {
        head.chamber.advance(obscuration_percent_m(extinction_1_m), speed_m_s, dt);
        return head.chamber.obscuration_percent_m >= head.threshold;
    }
    head.link.advance(gas_c, speed_m_s, dt);
    if (head.link.celsius() >= head.threshold) return true;
    return head.kind == Head::Kind::heat && head.rise.rated_k_min > 0 &&
           head.rise.advance(head.link.celsius(), dt);
}

void Detection::advance(double time_s, double dt, const CeilingJets& jets, const Probe& probe,
                        std::vector<FireEvent>& events) {
    for (Head& head : heads_) {
        if (head.active || head.dead) continue;
        const HeadGas gas = jets.gas(head.at, probe);
        if (!advance_head(head, gas.celsius, extinction_m2_kg * gas.soot_kg_m3, gas.speed_m_s, dt))
            continue;
        head.active = true;
        events.push_back({head.kind == Head::Kind::sprinkler ? FireEvent::Kind::sprinkler
                                                             : FireEvent::Kind::detector,
                          time_s, head.fixture});
    }
}

}  // namespace firedrill
