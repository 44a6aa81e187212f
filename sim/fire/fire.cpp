#include "fire/fire.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

#include "base/hash.hpp"
#include "fire/detection/detection.hpp"
#include "fire/detection/glass.hpp"
#include "fire/devices.hpp"
#include "fire/flow/flow.hpp"
#include "fire/fuel/burning.hpp"
#include "fire/outdoors/wind.hpp"
#include "fire/probe.hpp"
#include "fire/released.hpp"
#include "fire/suppression/agent_gas.hpp"
#include "fire/suppression/sprinkler_spray.hpp"
#include "fire/suppression/vents.hpp"
#include "fire/walls/walls.hpp"

namespace firedrill {
namespace {

constexpr double longest_chunk_s = 0.1;  // burning and detectors are brought up to date so often
// Cells that burning and spraying can act on in one chunk.
constexpr std::size_t most_sources =
    4 * most_flame_cells + GasFire::most_cells + 8 * SprinklerSpray::most_cells;
constexpr double walls_every_s = 0.2;        // walls follow the gas in steps of about this
constexpr double statistics_every_s = 0.25;  // extremes and balances
constexpr double flashover_k = 873;          // mean upper gas temperature (600 C)
constexpr double flashover_every_s = 1.0;
constexpr double panes_every_s = 0.5;
constexpr double ambient_carbon_dioxide = 0.0004;
constexpr std::size_t most_agents = 256;  // landings of agent per step
constexpr std::size_t most_events = 4096;

FlowSettings flow_settings(const Building& building, const FireSettings& settings) {
    FlowSettings flow;
    flow.courant = settings.courant;
    flow.max_dt_s = settings.max_dt_s;
    flow.divergence_tolerance = settings.divergence_tolerance;
    flow.subgrid.smagorinsky = settings.smagorinsky;
    flow.ambient_temperature_k = building.scenario.weather.temperature + 273.15;
    flow.ambient_pressure_pa = building.scenario.weather.pressure;
    return flow;
}

}  // namespace

struct Fire::Impl {
    Impl(const Building& b, Grid& g, const FireSettings& s, Workers& w, std::uint64_t seed)
        : building(b),
          grid(g),
          workers(w),
          flow(g, flow_settings(b, s), w),
          probe(flow),
          walls(b.materials, flow, b.scenario.weather.indoor_temperature + 273.15),
          burning(b, flow, s, seed),
          jets(flow, b.scenario.weather.indoor_temperature + 273.15),
          detection(b, jets),
          glass(b, flow),
          agent_gas(most_agents),
          vents(b, g, jets) {
        const auto& openings = b.scenario.openings;
        for (std::size_t o = 0; o < openings.size() && o < g.opening_faces.size(); ++o)
            flow.set_leakage_area(OpeningIndex(o), openings[o].leakage_area);
        const std::vector<double> wind = wind_pressures(b, flow.ambient_density());
        for (std::size_t o = 0; o < wind.size() && o < g.opening_faces.size(); ++o)
            if (wind[o] != 0) flow.set_wind(OpeningIndex(o), wind[o]);
        if (const double roof = roof_wind_pressure(b, flow.ambient_density()); roof != 0)
            for (const Vents::Vent& vent : vents.vents())
                if (vent.extract_m3_s <= 0) flow.set_wind(vent.opening, roof);
        const double indoors = b.scenario.weather.indoor_temperature + 273.15;
        if (b.scenario.weather.indoor_temperature != b.scenario.weather.temperature)
            for (int k = 0; k < g.nz; ++k)
                for (int j = 0; j < g.ny; ++j)
                    for (int i = 0; i < g.nx; ++i)
                        if (g.room[g.cell(i, j, k)] >= 0)
                            flow.set_temperature(flow.layout().at(i, j, k), indoors);
        sources.reserve(most_sources);
        events.reserve(most_events);
        agents.reserve(most_agents);
        broken.reserve(openings.size());
        plumes.reserve(most_plumes);
        kelvin.assign(g.cells(), static_cast<float>(flow.ambient_temperature()));
        smoke.assign(g.cells(), 0.0f);
        const std::size_t rooms = b.scenario.rooms.size();
        flashed_over.assign(rooms, 0);
        room_sum.assign(rooms, 0.0);
        room_cells.assign(rooms, 0.0);
    }

    struct AgentLanding {
        Agent agent;
        Vec3 at, from;
        double mass_kg;
    };
    void land(const AgentLanding& landing);
    void chunk(double dt);
    void watch_glass();
    void watch_flashover();
    FireTotals measure() const;
    Released::Burned burned() const;

    const Building& building;
    Grid& grid;
    Workers& workers;
    Flow flow;
    Probe probe;
    Walls walls;
    Burning burning;
    CeilingJets jets;
    Detection detection;
    Glass glass;
    SprinklerSpray spray;
    AgentGas agent_gas;
    Vents vents;
    std::vector<AgentLanding> agents;
    std::vector<CellSource> sources;  // of the last chunk
    Released released{most_sources};
    std::vector<FireEvent> events;
    std::vector<OpeningIndex> broken;
    std::vector<PlumeFoot> plumes;
    double time_s = 0;        // asked for
    double walls_time_s = 0;  // of the flow, when walls were last advanced
    double flashover_time_s = 0;
    double panes_time_s = 0;
    std::vector<std::uint8_t> flashed_over;
    std::vector<double> room_sum, room_cells;
    double seconds_burning = 0, seconds_walls = 0;
    mutable std::vector<float> kelvin, smoke;
    mutable std::int64_t fields_of_step = -1;
    mutable FireTotals totals;
    mutable double totals_time_s = -1;
};

namespace {

class Seconds {
  public:
    explicit Seconds(double& total) : total_(total), start_(std::chrono::steady_clock::now()) {}
    ~Seconds() {
        total_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }
    Seconds(const Seconds&) = delete;
    Seconds& operator=(const Seconds&) = delete;

  private:
    double& total_;
    std::chrono::steady_clock::time_point start_;
};

}  // namespace

Fire::Fire(const Building& building, Grid& grid, const FireSettings& settings, Workers& workers,
           std::uint64_t seed)
    : impl_(std::make_unique<Impl>(building, grid, settings, workers, seed)) {}

Fire::~Fire() = default;

void Fire::step(double dt) {
    const int chunks = std::max(1, static_cast<int>(std::ceil(dt / longest_chunk_s - 1e-9)));
    for (int c = 0; c < chunks; ++c) impl_->chunk(dt / chunks);
}

void Fire::Impl::land(const AgentLanding& landing) {
    burning.apply_agent(landing.agent, landing.at, landing.mass_kg, landing.from, probe, time_s,
                        events);
    agent_gas.release(burning.agent_properties()[static_cast<std::size_t>(landing.agent)],
                      landing.at, landing.mass_kg);
}

// What burned so far, and what agents brought and displaced.
Released::Burned Fire::Impl::burned() const {
    const Burning::Ledger& ledger = burning.ledger();
    Products of_agents;
    of_agents.co2 = agent_gas.carbon_dioxide_kg();
    return {ledger.carbon_kg + carbon_in(of_agents),
            ledger.oxygen_kg + agent_gas.displaced_oxygen_kg()};
}

// burning items -> sprays -> gas (with walls) -> detectors, panes
void Fire::Impl::chunk(double dt) {
    time_s += dt;
    {
        const Seconds watch(seconds_burning);
        for (const AgentLanding& landing : agents) land(landing);
        agents.clear();
        const Released::Burned before = burned();
        burning.advance(time_s, dt, flow, probe, events, workers);
        sources.assign(burning.cell_sources().begin(), burning.cell_sources().end());
        spray.advance(dt, detection.heads(), flow, probe, burning, sources);
        agent_gas.advance(dt, flow, burning.oxygen_taken(), sources);
        const Released::Burned now = burned();
        released.add(time_s, sources,
                     {now.carbon_kg - before.carbon_kg, now.oxygen_kg - before.oxygen_kg});
    }
    plumes.clear();
    for (const Flame& flame : burning.columns())
        if (plumes.size() < plumes.capacity())
            plumes.push_back({flame.base,
                              std::sqrt(4 / std::numbers::pi * flame.half.x * flame.half.y),
                              flame.burned_kw, flame.burned_kw - 1e-3 * flame.radiated_w});
    flow.set_plumes(plumes);
    // The gas follows in steps of its own; it is never as much as one of them behind.
    for (;;) {
        const double from = flow.time_s();
        double step = flow.stable_step(1.0);
        if (from + step > time_s + 1e-9) {
            if (!released.full() || time_s - from < 1e-9) break;
            step = time_s - from;
        }
        flow.step(step, released.during(from, from + step));
        released.taken_until(flow.time_s());
        if (flow.time_s() - walls_time_s >= walls_every_s) {
            const Seconds watch(seconds_walls);
            walls.advance(flow.time_s() - walls_time_s, flow, burning.flames(),
                          burning.flame_cells(), workers);
            walls_time_s = flow.time_s();
        }
    }
    const Seconds watch(seconds_burning);
    jets.find();
    detection.advance(time_s, dt, jets, probe, events);
    if (time_s - panes_time_s >= panes_every_s - 1e-9) watch_glass();
    const auto heads = detection.heads();
    const bool detected = std::any_of(heads.begin(), heads.end(), [](const Head& head) {
        return head.active && head.kind != Head::Kind::sprinkler;
    });
    vents.advance(time_s, dt, detected, jets, probe, grid, flow, events);
    if (time_s - flashover_time_s >= flashover_every_s) {
        flashover_time_s = time_s;
        watch_flashover();
    }
}

void Fire::Impl::watch_glass() {
    glass.advance(time_s - panes_time_s, flow);
    panes_time_s = time_s;
    broken.clear();
    for (const Glass::Fall& fall : glass.falls()) {
        // A window that stood open further stays so.
        set_opening(grid, fall.opening,
                    std::max(fall.open_fraction,
                             static_cast<double>(grid.opening_fraction[fall.opening.at()])));
        broken.push_back(fall.opening);
        events.push_back(
            {fall.first ? FireEvent::Kind::window_broken : FireEvent::Kind::window_fallen, time_s,
             fall.opening.value});
    }
    if (!broken.empty()) flow.read_shares(broken);
}

void Fire::Impl::watch_flashover() {
    if (burning.flames().empty()) return;
    // Mean temperature of the upper third of each room's hot cells: those above its mean height
    // would need a search; the hottest third is the same once a layer stands.
    const Layout& l = flow.layout();
    std::fill(room_sum.begin(), room_sum.end(), 0.0);
    std::fill(room_cells.begin(), room_cells.end(), 0.0);
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j) {
            if (flow.fields().holds[density_excess][static_cast<std::size_t>(l.row_number(j, k))] ==
                0)
                continue;
            for (int i = 0; i < l.nx; ++i) {
                // Ceiling cells only: a closed face above.
                const std::ptrdiff_t e = l.at(i, j, k);
                if (flow.fields().share_z[e + l.sz] > 0.0f) continue;
                const std::int16_t room = grid.room[grid.cell(i, j, k)];
                if (room < 0 || static_cast<std::size_t>(room) >= room_sum.size()) continue;
                room_sum[static_cast<std::size_t>(room)] += flow.temperature(e);
                room_cells[static_cast<std::size_t>(room)] += 1;
            }
        }
    for (std::size_t r = 0; r < room_sum.size(); ++r) {
        if (flashed_over[r] != 0 || room_cells[r] < 1) continue;
        if (room_sum[r] / room_cells[r] < flashover_k) continue;
        flashed_over[r] = 1;
        events.push_back({FireEvent::Kind::flashover, time_s, static_cast<std::int32_t>(r)});
    }
}

void Fire::openings_changed(std::span<const OpeningIndex> openings) {
    impl_->flow.read_shares(openings);
}

GasSample Fire::sample(Vec3 at) const {
    const Impl& f = *impl_;
    const Probe::Gas gas = f.probe.gas(at);
    GasSample out;
    out.temperature_c = gas.kelvin - 273.15;
    out.soot_kg_m3 = gas.mass[soot];
    out.extinction_1_m = extinction_m2_kg * gas.mass[soot];
    out.velocity = gas.velocity;
    const double moles = gas.density / molar_air;
    out.oxygen = oxygen_fraction(gas.density, gas.mass[oxygen_used]);
    out.carbon_dioxide = ambient_carbon_dioxide + gas.mass[carbon_dioxide] / molar_co2 / moles;
    out.carbon_monoxide = gas.mass[carbon_monoxide] / molar_co / moles;
    out.hydrogen_cyanide = gas.mass[hydrogen_cyanide] / molar_hcn / moles;
    out.radiant_flux_kw_m2 = f.burning.flux_onto(at, f.flow) / 1000;
    return out;
}

Vec3 Fire::velocity(Vec3 at) const {
    return impl_->probe.gas(at).velocity;
}

FieldView Fire::fields() const {
    const Impl& f = *impl_;
    const Layout& l = f.flow.layout();
    if (f.fields_of_step != f.flow.steps()) {
        f.fields_of_step = f.flow.steps();
        const auto ambient = static_cast<float>(f.flow.ambient_temperature());
        for (int k = 0; k < l.nz; ++k)
            for (int j = 0; j < l.ny; ++j) {
                const auto row = static_cast<std::size_t>(l.row_number(j, k));
                const std::ptrdiff_t e = l.row(j, k);
                const std::size_t out = f.grid.cell(0, j, k);
                if (f.flow.fields().holds[density_excess][row] == 0)
                    std::fill_n(f.kelvin.begin() + static_cast<std::ptrdiff_t>(out), l.nx, ambient);
                else
                    for (int i = 0; i < l.nx; ++i)
                        f.kelvin[out + static_cast<std::size_t>(i)] =
                            static_cast<float>(f.flow.temperature(e + i));
                std::copy_n(f.flow.fields().scalar[soot].data() + e, l.nx,
                            f.smoke.begin() + static_cast<std::ptrdiff_t>(out));
            }
    }
    return {l.nx, l.ny, l.nz, f.kelvin, f.smoke};
}

std::span<const FireSource> Fire::sources() const {
    return impl_->burning.sources();
}

std::int32_t Fire::source_of_thing(std::string_view id) const {
    return impl_->burning.source_of(id);
}

bool Fire::ignite(std::int32_t source) {
    return impl_->burning.ignite(source, impl_->time_s, impl_->events);
}

void Fire::apply_agent(Agent agent, Vec3 at, double mass_kg, Vec3 from) {
    if (impl_->agents.size() < most_agents)
        impl_->agents.push_back({agent, at, from, mass_kg});
    else
        impl_->land({agent, at, from, mass_kg});
}

void Fire::open_vent(std::int32_t fixture) {
    impl_->vents.open_by_hand(fixture);
}

void Fire::cover(std::int32_t source, bool covered) {
    impl_->burning.cover(source, covered);
}

void Fire::shut_off(std::int32_t source) {
    impl_->burning.shut_off(source, impl_->time_s, impl_->events);
}

std::vector<FireEvent> Fire::take_events() {
    std::vector<FireEvent> taken(impl_->events);
    impl_->events.clear();
    return taken;
}

void Fire::read_devices(std::span<double> values) const {
    firedrill::read_devices(impl_->building, *this, impl_->flow, impl_->probe, impl_->burning,
                            values);
}

FireTotals Fire::Impl::measure() const {
    FireTotals t;
    const Layout& l = flow.layout();
    double least_density = flow.ambient_density();
    std::ptrdiff_t hottest = -1;
    for (int k = 0; k < l.nz; ++k)
        for (int j = 0; j < l.ny; ++j) {
            if (flow.fields().holds[density_excess][static_cast<std::size_t>(l.row_number(j, k))] ==
                0)
                continue;
            for (int i = 0; i < l.nx; ++i) {
                const std::ptrdiff_t e = l.at(i, j, k);
                const double density = flow.density(e);
                if (density < least_density) {
                    least_density = density;
                    hottest = e;
                }
            }
        }
    t.max_temperature_c =
        (hottest < 0 ? flow.ambient_temperature() : flow.temperature(hottest)) - 273.15;
    t.max_velocity_m_s = flow.largest_flow();
    t.mass_balance_error = flow.mass_error();
    t.energy_balance_error = flow.energy_error();
    const std::array<double, scalar_count> within = flow.content_kg(), gone = flow.balance().out_kg;
    const auto there = [&](Scalar s) { return within[s] + gone[s]; };
    const Burning::Ledger& ledger = burning.ledger();
    t.burned_mj = ledger.burned_j / 1e6;
    t.radiated_mj = ledger.radiated_j / 1e6;
    t.heat_to_gas_mj = flow.balance().heat_released_j / 1e6;
    // The gas has taken up what burned until its own time.
    const Released::Burned later = released.after(flow.time_s());
    const Released::Burned all = burned();
    const double carbon_kg = all.carbon_kg - later.carbon_kg,
                 oxygen_kg = all.oxygen_kg - later.oxygen_kg;
    if (carbon_kg > 0) {
        const double carbon = carbon_in({there(soot), there(carbon_monoxide), there(carbon_dioxide),
                                         there(hydrogen_cyanide)}) +
                              burning.fuel_gas_carbon() * there(fuel_gas);
        t.carbon_balance_error = std::abs(carbon / carbon_kg - 1);
    }
    if (oxygen_kg > 0) t.oxygen_balance_error = std::abs(there(oxygen_used) / oxygen_kg - 1);
    t.soot_balance_error = flow.scalar_error(soot);
    return t;
}

FireTotals Fire::totals() const {
    const Impl& f = *impl_;
    if (f.totals_time_s < 0 || f.time_s - f.totals_time_s >= statistics_every_s) {
        f.totals = f.measure();
        f.totals_time_s = f.time_s;
    }
    FireTotals t = f.totals;
    t.time_s = f.time_s;
    t.flow_steps = f.flow.steps();
    t.pressure_iterations = f.flow.iterations();
    t.cells = f.grid.cells();
    t.hrr_kw = f.burning.total_hrr_kw();
    return t;
}

std::uint64_t Fire::hash() const {
    StateHash hash;
    hash.add(impl_->flow.hash());
    for (const FireSource& source : impl_->burning.sources()) {
        hash.add(source.state);
        hash.add(source.hrr_kw);
        hash.add(source.wetness_kg);
        hash.add(source.knocked_down);
        hash.add(source.burned_kg);
    }
    impl_->burning.add_state(hash);
    hash.add_all(impl_->walls.node_temperatures());
    for (const Head& head : impl_->detection.heads()) {
        hash.add(head.active);
        hash.add(head.link.kelvin_above_mount);
        hash.add(head.rise.follower_c);
        hash.add(head.chamber.obscuration_percent_m);
    }
    for (const Vents::Vent& vent : impl_->vents.vents()) {
        hash.add(vent.open);
        hash.add(vent.link.kelvin_above_mount);
    }
    for (const Pane& pane : impl_->glass.panes()) {
        hash.add(pane.part);
        hash.add(pane.hot_s);
        hash.add(pane.part_s);
    }
    hash.add(impl_->agent_gas.displaced_oxygen_kg());
    return hash.value();
}

std::vector<std::pair<std::string, double>> Fire::stage_times() const {
    auto times = impl_->flow.stage_times();
    times.emplace_back("walls", impl_->seconds_walls);
    times.emplace_back("burning and detectors", impl_->seconds_burning);
    return times;
}

}  // namespace firedrill
