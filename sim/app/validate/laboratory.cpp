#include "app/validate/laboratory.hpp"

#include <algorithm>
#include <cmath>

#include "building/format/file.hpp"

namespace firedrill::validate {
namespace {

using format::Json;

[[noreturn]] void fault(const std::string& file, const Json& at) {
    throw LoadError(
        {{file, at.line, ""}, "is not laboratory data", "see the head of the file for its form"});
}

const Json& member(const std::string& file, const Json& object, const char* key) {
    const Json* found = object.find(key);
    if (found == nullptr) fault(file, object);
    return *found;
}

std::vector<DataSet> sets(const std::string& file, const Json& list) {
    std::vector<DataSet> all;
    for (const Json& entry : list.items) {
        DataSet set;
        set.name = member(file, entry, "set").string;
        set.source = member(file, entry, "source").string;
        for (const Json& point : member(file, entry, "points").items) {
            if (point.items.size() != 2) fault(file, point);
            set.points.push_back({point.items[0].number, point.items[1].number});
        }
        std::stable_sort(set.points.begin(), set.points.end(),
                         [](Vec2 a, Vec2 b) { return a.x < b.x; });
        all.push_back(std::move(set));
    }
    return all;
}

std::vector<StairBand> bands(const std::string& file, const Json& list) {
    std::vector<StairBand> all;
    for (const Json& row : list.items) {
        if (row.items.size() != 3) fault(file, row);
        all.push_back({row.items[0].number, row.items[1].number, row.items[2].number});
    }
    return all;
}

}  // namespace

Laboratory load_laboratory(const std::string& file, Language language) {
    format::Messages say(language);
    const Json json = format::parse_file_text(format::read_file(file, say), file, say);
    Laboratory data;
    data.bottlenecks = sets(file, member(file, json, "bottlenecks"));
    data.single_file = sets(file, member(file, json, "single_file"));
    data.stairs_down = bands(file, member(file, json, "stairs_down"));
    data.stairs_up = bands(file, member(file, json, "stairs_up"));
    return data;
}

Band Laboratory::bottleneck_band(double width_m) const {
    constexpr double same_m = 1e-6;
    Band band{1e30, -1e30, ""};
    const auto take = [&](double low, double high, const std::string& name) {
        band.low = std::min(band.low, low);
        band.high = std::max(band.high, high);
        band.from += (band.from.empty() ? "" : ", ") + name;
    };
    int exact = 0;
    for (const DataSet& set : bottlenecks) {
        double low = 1e30, high = -1e30;
        for (const Vec2 p : set.points) {
            if (std::abs(p.x - width_m) > same_m) continue;
            low = std::min(low, p.y);
            high = std::max(high, p.y);
        }
        if (high < low) continue;
        take(low, high, set.name);
        ++exact;
    }
    if (exact >= 2) return band;
    for (const DataSet& set : bottlenecks) {
        for (std::size_t i = 0; i + 1 < set.points.size(); ++i) {
            const Vec2 a = set.points[i], b = set.points[i + 1];
            if (a.x + same_m < width_m && width_m < b.x - same_m) {
                const double flow = a.y + (b.y - a.y) * (width_m - a.x) / (b.x - a.x);
                take(flow, flow, set.name + " (between)");
            }
        }
    }
    return band;
}

bool Laboratory::stair_band(const std::vector<StairBand>& bands, double density_1_m2, double& low,
                            double& high) {
    for (std::size_t i = 0; i + 1 < bands.size(); ++i) {
        const StairBand &a = bands[i], &b = bands[i + 1];
        if (density_1_m2 < a.density_1_m2 || density_1_m2 > b.density_1_m2) continue;
        const double share = (density_1_m2 - a.density_1_m2) / (b.density_1_m2 - a.density_1_m2);
        low = a.low_m_s + share * (b.low_m_s - a.low_m_s);
        high = a.high_m_s + share * (b.high_m_s - a.high_m_s);
        return true;
    }
    return false;
}

double weidmann_speed_m_s(double density_1_m2) {
    constexpr double free_m_s = 1.34, gamma_1_m2 = 1.913, most_1_m2 = 5.4;  // Weidmann 1993
    if (density_1_m2 <= 0) return free_m_s;
    if (density_1_m2 >= most_1_m2) return 0;
    return free_m_s * (1 - std::exp(-gamma_1_m2 * (1 / density_1_m2 - 1 / most_1_m2)));
}

}  // namespace firedrill::validate
