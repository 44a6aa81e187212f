// Sound: alarm, hiss of an extinguisher, crackle of fire, made by arithmetic and played through
// OpenAL. Without a sound device everything still works, silently.
#pragma once

#include <memory>
#include <string>

#include "drill/snapshot.hpp"

namespace firedrill {

class Sound {
  public:
    Sound();
    ~Sound();
    bool available() const;
    int playing() const;  // sounds that play now

    // Plays what is to be heard now at the trainee's ears; silence while `muted`.
    void update(const Snapshot& snapshot, bool muted);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace firedrill
