// Trajectory files: where every occupant was, frame by frame, in the two forms that JuPedSim and
// PedPy read: text (`ID FR X Y Z` below a header that names frame rate and units) and JuPedSim's
// SQLite database, version 2. Both are plane: each connected part of a storey's walkable area that
// people ever stand on gets a file of its own. Knows the crowd by its view only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "crowd/crowd.hpp"
#include "record/trajectories/walkable_area.hpp"

namespace firedrill {

struct TrajectorySettings {
    std::string file;        // ends in .txt or .sqlite; empty: none
    std::string geometry;    // .wkt; empty: none
    std::string storey;      // only this one; empty: all that have people
    double frames_1_s = 10;  // a whole number of ticks must lie between frames
    std::string title;       // of the scenario and the run, for the header
};

class TrajectoryFiles {
  public:
    // Computes the walkable areas and writes the WKT files. Throws LoadError.
    TrajectoryFiles(const Building& building, const WalkMap& map,
                    const TrajectorySettings& settings);
    ~TrajectoryFiles();

    // The next frame. Who has left and stands nowhere to assemble is no longer in it.
    void write(const OccupantsView& people);
    // Closes all files; errors of a full disk are thrown here at the latest.
    void close();
    // What was written, for messages.
    const std::vector<std::string>& written() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// "run.txt" with suffix "g" becomes "run_g.txt".
std::string with_suffix(const std::string& file, const std::string& suffix);

}  // namespace firedrill
