// No allocation inside a tick: this program's own operator new counts, and a burning building whose
// doors move is stepped with the count watched.

#include <doctest/doctest.h>

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <string>

#include "building/load.hpp"
#include "fire/fire.hpp"

namespace {

std::atomic<long> allocations{0};

void* counted(std::size_t bytes, std::size_t alignment) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    const std::size_t whole = (bytes + alignment - 1) / alignment * alignment;
    void* const memory = std::aligned_alloc(alignment, whole == 0 ? alignment : whole);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

}  // namespace

void* operator new(std::size_t bytes) {
    return counted(bytes, alignof(std::max_align_t));
}
void* operator new[](std::size_t bytes) {
    return counted(bytes, alignof(std::max_align_t));
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    return counted(bytes, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t bytes, std::align_val_t alignment) {
    return counted(bytes, static_cast<std::size_t>(alignment));
}
// What sorting takes its room from; a sanitizer would else allocate this by means of its own.
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    try {
        return counted(bytes, alignof(std::max_align_t));
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
    std::free(memory);
}

namespace firedrill {

TEST_CASE("a step allocates nothing while a school's floor burns and its doors open and shut") {
    const long before_building = allocations.load();
    const Building building = make_building(
        load_scenario(std::string(FIREDRILL_SOURCE_DIR) + "/tests/bench/school_floor.json"));
    CHECK(allocations.load() > before_building);  // the count counts
    GridSettings coarse;
    coarse.cell_m = 0.4;
    Grid grid = make_grid(building, coarse);
    for (const int threads : {1, 2}) {
        Workers workers(threads);
        Fire fire(building, grid, {}, workers, 1);
        for (int warm_up = 0; warm_up < 40; ++warm_up) fire.step(0.05);
        const long before = allocations.load();
        for (int tick = 0; tick < 240; ++tick) {
            if (tick % 3 == 0) {
                // Each opening in turn by a third, so that leaves also stand half open.
                const OpeningIndex opening(static_cast<std::size_t>(tick / 3) %
                                           grid.opening_faces.size());
                const double now = static_cast<double>(grid.opening_fraction[opening.at()]);
                set_opening(grid, opening, now > 0.9 ? 0.0 : now + 1.0 / 3);
                fire.openings_changed({&opening, 1});
            }
            fire.step(0.05);
        }
        CHECK(allocations.load() - before == 0);
        CHECK(fire.totals().hrr_kw > 400);
    }
}

TEST_CASE("a step allocates nothing when many things catch fire and agents land on them") {
    const Building building = make_building(
        load_scenario(std::string(FIREDRILL_SOURCE_DIR) + "/scenarios/school/scenario.json"));
    GridSettings coarse;
    coarse.cell_m = 0.5;
    Grid grid = make_grid(building, coarse);
    Workers workers(1);
    Fire fire(building, grid, {}, workers, 1);
    const auto sources = static_cast<std::int32_t>(fire.sources().size());
    REQUIRE(sources > 10);
    for (int warm_up = 0; warm_up < 4; ++warm_up) fire.step(0.05);
    const long before = allocations.load();
    for (int tick = 0; tick < 200; ++tick) {
        if (tick % 10 == 0) fire.ignite(tick / 10 % sources);
        const Vec3 base = fire.sources()[static_cast<std::size_t>(tick / 10 % sources)].base;
        fire.apply_agent(tick % 2 == 0 ? Agent::water : Agent::foam, base, 0.02);
        fire.step(0.05);
    }
    CHECK(allocations.load() - before == 0);
}

}  // namespace firedrill
