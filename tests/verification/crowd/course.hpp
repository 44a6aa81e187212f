// Course: small buildings for tests of the crowd, written as the text of a scenario and read like
// any other file. Walls are given by their centre lines and are 0.2 m thick, so a corridor of clear
// width w has its walls w + 0.2 m apart. Knows nothing of how the crowd walks.
#pragma once

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/vec.hpp"

namespace firedrill::test {

inline constexpr double course_wall_m = 0.2;

struct Rectangle {
    double x0, y0, x1, y1;
    Rectangle grown(double by) const { return {x0 - by, y0 - by, x1 + by, y1 + by}; }
};

inline std::string json(Vec2 p) {
    std::ostringstream out;
    out << '[' << p.x << ',' << p.y << ']';
    return out.str();
}
inline std::string json(const std::vector<Vec2>& points) {
    std::string out;
    for (const Vec2 p : points) out += (out.empty() ? "[" : ",") + json(p);
    return out + "]";
}
inline std::vector<Vec2> corners(const Rectangle& r) {
    return {{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}};
}

// One flight of a stair: middles of its lower and upper edge.
struct CourseFlight {
    Vec2 start, end;
    double width, z_start, z_end;
};
struct CourseLanding {
    Rectangle place;
    double z;
};

class Course {
  public:
    void storey(std::string_view id, double elevation, double height,
                const std::vector<Vec2>& outline, const std::vector<Rectangle>& voids = {}) {
        std::string holes;
        for (const Rectangle& r : voids) holes += (holes.empty() ? "" : ",") + json(corners(r));
        add(storeys_, named(id) + number("elevation", elevation) + number("height", height) +
                          member("outline", json(outline)) + member("voids", "[" + holes + "]"));
    }
    // A room with walls all round.
    void room(std::string_view id, std::string_view on, const std::vector<Vec2>& polygon) {
        add(rooms_, named(id) + quoted("storey", on) + quoted("use", "room") +
                        member("polygon", json(polygon)) + member("open_boundary", "true"));
        std::vector<Vec2> closed = polygon;
        closed.push_back(polygon.front());
        wall(std::string(id) + "_walls", on, closed);
    }
    // The same of a rectangle, with a storey that it fills.
    void only_room(std::string_view id, const Rectangle& r) {
        storey("g", 0, 3, corners(r.grown(course_wall_m / 2)));
        room(id, "g", corners(r));
    }
    void wall(const std::string& id, std::string_view on, const std::vector<Vec2>& points) {
        add(walls_, own(id) + quoted("storey", on) + member("points", json(points)) +
                        number("thickness", course_wall_m));
    }
    // A hole in a wall: no leaf, always passable.
    void gap(std::string_view id, std::string_view on, Vec2 at, double width) {
        add(openings_, own(id) + quoted("kind", "hole") + quoted("storey", on) +
                           member("at", json(at)) + number("width", width) + number("height", 2.1));
    }
    // An opening with members of its own, written as in the file: "\"kind\":\"hole\"".
    void opening(std::string_view id, std::string_view on, Vec2 at, double width,
                 const std::string& members) {
        add(openings_, own(id) + quoted("storey", on) + member("at", json(at)) +
                           number("width", width) + number("height", 2.1) + members + ",");
    }
    void exit_by(std::string_view id, std::string_view opening) {
        add(exits_, named(id) + quoted("opening", opening));
    }
    // A gap that leads out of the building.
    void way_out(const std::string& id, std::string_view on, Vec2 at, double width) {
        gap(id + "_gap", on, at, width);
        add(exits_, named(id) + quoted("opening", id + "_gap"));
    }
    void stair(std::string_view id, std::string_view from, std::string_view to,
               const std::vector<CourseFlight>& flights,
               const std::vector<CourseLanding>& landings = {}) {
        std::string runs, flats;
        for (const CourseFlight& f : flights)
            add(runs, member("start", json(f.start)) + member("end", json(f.end)) +
                          number("width", f.width) + number("z_start", f.z_start) +
                          number("z_end", f.z_end));
        for (const CourseLanding& l : landings)
            add(flats, member("polygon", json(corners(l.place))) + number("z", l.z));
        add(stairs_, own(id) + quoted("from_storey", from) + quoted("to_storey", to) +
                         member("flights", "[" + runs + "]") +
                         member("landings", "[" + flats + "]"));
    }
    // Ground round the building and a place to gather on it.
    void yard(const Rectangle& ground, const Rectangle& gathering) {
        site_ = "\"site\":{\"ground\":" + json(corners(ground)) + "},";
        add(assembly_, named("yard") + member("region", json(corners(gathering))));
    }
    // Walkers who are all alike; factors on stairs are along the slope.
    void walkers(std::string_view id, double speed_m_s, double radius_m = 0.2,
                 double stairs_up = 0.5, double stairs_down = 0.6) {
        add(profiles_, named(id) + member("speed", constant(speed_m_s)) +
                           number("radius", radius_m) + number("stairs_up", stairs_up) +
                           number("stairs_down", stairs_down));
    }
    // `exit`: the only one they know; empty: all.
    void people_at(std::string_view id, std::string_view on, const std::vector<Vec2>& places,
                   std::string_view profile, const std::string& pre_movement = constant(0),
                   std::string_view exit = "") {
        people(id, on, member("positions", json(places)), places.size(), profile, pre_movement,
               exit);
    }
    void people_in(std::string_view id, std::string_view on, const Rectangle& where,
                   std::size_t count, std::string_view profile,
                   const std::string& pre_movement = constant(0), std::string_view exit = "") {
        people(id, on, member("region", json(corners(where))), count, profile, pre_movement, exit);
    }

    static std::string constant(double value) {
        std::ostringstream out;
        out << "{\"kind\":\"constant\",\"a\":" << value << '}';
        return out.str();
    }
    static std::string drawn(std::string_view kind, double a, double b) {
        std::ostringstream out;
        out << "{\"kind\":\"" << kind << "\",\"a\":" << a << ",\"b\":" << b << '}';
        return out.str();
    }

    std::string text() const {
        return "{\"format\":1,\"id\":\"course\"," + both_names("Course") + site_ +
               list("storeys", storeys_) + list("walls", walls_) + list("openings", openings_) +
               list("stairs", stairs_) + list("rooms", rooms_) + list("exits", exits_) +
               list("assembly_points", assembly_) + list("profiles", profiles_) +
               "\"occupants\":[" + occupants_ + "]}";
    }

  private:
    static std::string member(std::string_view key, const std::string& value) {
        return "\"" + std::string(key) + "\":" + value + ",";
    }
    static std::string quoted(std::string_view key, std::string_view value) {
        return member(key, "\"" + std::string(value) + "\"");
    }
    static std::string number(std::string_view key, double value) {
        std::ostringstream out;
        out << value;
        return member(key, out.str());
    }
    static std::string both_names(std::string_view name) {
        const std::string n(name);
        return R"("name":{"zh":")" + n + R"(","en":")" + n + "\"},";
    }
    static std::string own(std::string_view id) { return quoted("id", id); }
    static std::string named(std::string_view id) { return own(id) + both_names(id); }
    static void add(std::string& to, std::string object) {
        object.pop_back();  // the comma after the last member
        to += (to.empty() ? "{" : ",{") + object + "}";
    }
    static std::string list(std::string_view key, const std::string& objects) {
        return member(key, "[" + objects + "]");
    }
    void people(std::string_view id, std::string_view on, const std::string& where,
                std::size_t count, std::string_view profile, const std::string& pre_movement,
                std::string_view exit) {
        std::string known;
        if (!exit.empty()) known = member("familiar_exits", "[\"" + std::string(exit) + "\"]");
        add(occupants_,
            named(id) + quoted("storey", on) + where + number("count", static_cast<double>(count)) +
                quoted("profile", profile) + member("pre_movement", pre_movement) + known);
    }

    std::string site_, storeys_, walls_, openings_, stairs_, rooms_, exits_, assembly_, profiles_,
        occupants_;
};

}  // namespace firedrill::test
