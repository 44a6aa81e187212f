#include "view/people.hpp"

#include <algorithm>

#include "base/random.hpp"

namespace firedrill {

Mesh person_mesh() {
    Mesh m;
    const auto part = [&](BodyPart which) { m.part = static_cast<std::uint8_t>(which); };
    m.colour = {1, 1, 1};
    part(BodyPart::torso);
    m.ellipsoid({0, 0, 1.00}, {0.115, 0.155, 0.19}, 10, 6);   // hips
    m.ellipsoid({0, 0, 1.19}, {0.110, 0.150, 0.26}, 10, 6);   // waist
    m.ellipsoid({0, 0, 1.30}, {0.120, 0.175, 0.17}, 10, 6);   // chest
    m.ellipsoid({0, 0, 1.40}, {0.085, 0.195, 0.075}, 10, 5);  // shoulders
    part(BodyPart::head);
    m.cylinder({0, 0, 1.44}, 0.05, 0.10, 8);
    m.ellipsoid({0.01, 0, 1.62}, {0.10, 0.085, 0.125}, 10, 7);
    part(BodyPart::hair);
    m.ellipsoid({-0.018, 0, 1.655}, {0.105, 0.095, 0.108}, 10, 7);
    const auto limb = [&](BodyPart which, double y, double top, double length, double thick,
                          BodyPart end, Vec3 end_size) {
        part(which);
        m.ellipsoid({0, y, top - length / 2}, {thick, thick, length / 2 + 0.03}, 8, 6);
        m.colour = end == BodyPart::shoes ? Colour{0.15, 0.15, 0.16, 0.5} : Colour{1, 1, 1, 0.25};
        m.ellipsoid({end == BodyPart::shoes ? 0.04 : 0.0, y, top - length}, end_size, 8, 4);
        m.colour = {1, 1, 1};
    };
    limb(BodyPart::left_leg, 0.09, 0.90, 0.84, 0.075, BodyPart::shoes, {0.12, 0.05, 0.05});
    limb(BodyPart::right_leg, -0.09, 0.90, 0.84, 0.075, BodyPart::shoes, {0.12, 0.05, 0.05});
    limb(BodyPart::left_arm, 0.205, 1.42, 0.60, 0.045, BodyPart::head, {0.045, 0.04, 0.055});
    limb(BodyPart::right_arm, -0.205, 1.42, 0.60, 0.045, BodyPart::head, {0.045, 0.04, 0.055});
    return m;
}

void people_copies(const Building& building, const Snapshot& snapshot, double cut_above_z,
                   std::vector<PersonCopy>& copies) {
    copies.clear();
    static constexpr float shirts[][3] = {
        {0.75f, 0.22f, 0.20f}, {0.20f, 0.38f, 0.62f}, {0.88f, 0.86f, 0.80f}, {0.30f, 0.50f, 0.36f},
        {0.55f, 0.42f, 0.62f}, {0.82f, 0.62f, 0.28f}, {0.35f, 0.35f, 0.40f}, {0.70f, 0.48f, 0.46f}};
    static constexpr float trousers[][3] = {
        {0.16f, 0.18f, 0.26f}, {0.25f, 0.23f, 0.22f}, {0.38f, 0.36f, 0.33f}, {0.12f, 0.13f, 0.15f}};
    for (std::size_t who = 0; who < snapshot.occupants.size(); ++who) {
        const SnapshotOccupant& o = snapshot.occupants[who];
        if (o.feet.z > cut_above_z) continue;
        RandomStream random(77, who);
        const auto copy3 = [](float(&to)[3], const float(&from)[3]) { std::copy_n(from, 3, to); };
        PersonCopy copy;
        copy.place[0] = o.feet.x, copy.place[1] = o.feet.y, copy.place[2] = o.feet.z;
        copy.heading = o.heading_rad;
        const Profile* profile =
            o.profile >= 0 && o.profile < static_cast<int>(building.profiles.size())
                ? &building.profiles[static_cast<std::size_t>(o.profile)]
                : nullptr;
        const std::string look = profile != nullptr ? profile->look : "adult";
        copy.height = static_cast<float>((profile != nullptr ? profile->height : 1.7) / 1.75 *
                                         random.uniform(0.95, 1.04));
        // Legs keep time with the ground: about two steps per 1.4 m.
        copy.stride = static_cast<float>(snapshot.time_s) * o.speed * 4.5f +
                      static_cast<float>(random.uniform(0, 6.28));
        copy.swing =
            o.state == OccupantState::incapacitated ? 0.0f : std::min(0.6f, 0.45f * o.speed);
        copy.pose = o.state == OccupantState::incapacitated ? 1.0f : o.crawling ? 2.0f : 0.0f;
        copy3(copy.shirt, shirts[random.below(8)]);
        copy3(copy.trousers, trousers[random.below(4)]);
        const float black[3] = {0.09f, 0.08f, 0.08f}, grey[3] = {0.55f, 0.55f, 0.56f};
        copy3(copy.hair, look == "elderly" ? grey : black);
        if (look == "pupil") {
            const float blue[3] = {0.16f, 0.36f, 0.68f}, navy[3] = {0.13f, 0.18f, 0.34f};
            copy3(copy.shirt, blue);
            copy3(copy.trousers, navy);
        } else if (look == "staff") {
            const float vest[3] = {0.85f, 0.20f, 0.16f};
            copy3(copy.shirt, vest);
        } else if (look == "teacher") {
            const float shirt[3] = {0.90f, 0.90f, 0.92f};
            copy3(copy.shirt, shirt);
        }
        copies.push_back(copy);
    }
}

}  // namespace firedrill
