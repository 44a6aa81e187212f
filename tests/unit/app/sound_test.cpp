#include <doctest/doctest.h>

#include <cstdlib>

#include "app/window/sound.hpp"

using namespace firedrill;

TEST_CASE("without a sound device everything goes on silently") {
    setenv("ALSOFT_DRIVERS", "none", 1);
    Sound sound;
    CHECK_FALSE(sound.available());
    Snapshot snapshot;
    snapshot.alarm = true;
    sound.update(snapshot, false);
    unsetenv("ALSOFT_DRIVERS");
}

TEST_CASE("with a device that plays into nothing, alarm, hiss and fire start and stop") {
    setenv("ALSOFT_DRIVERS", "null", 1);
    Sound sound;
    CHECK(sound.available());
    Snapshot snapshot;
    snapshot.alarm = true;
    snapshot.trainee.discharging = true;
    snapshot.sources.push_back({.base = {1, 0, 0}, .hrr_kw = 100, .state = BurnState::burning});
    sound.update(snapshot, false);
    CHECK(sound.playing() == 3);
    sound.update(snapshot, true);
    CHECK(sound.playing() == 0);
    unsetenv("ALSOFT_DRIVERS");
}
