// Folder: where a rehearsal's runs lie, one file each beside the manifest. A file is there whole or
// not at all, so that a killed program loses the runs in flight and nothing else.
//
//   DIR/manifest.json   runs/run_00000.json …   then: runs.csv groups.csv exits.csv maps/*.csv
//   rehearsal.xlsx index.html
#pragma once

#include <string>
#include <vector>

#include "record/rehearsal/manifest.hpp"
#include "record/rehearsal/run_result.hpp"

namespace firedrill::rehearsal {

// Writes a file so that it is there whole or not at all (beside, flushed, renamed). Throws
// LoadError.
void write_whole(const std::string& file, const std::string& text);

class Folder {
  public:
    // Makes the folder and its manifest, or takes up what is there. Throws LoadError where it holds
    // another rehearsal or cannot be written.
    Folder(std::string path, const Manifest& manifest);

    bool has(int run) const;
    void save(int run, const std::string& text) const;  // safe from several threads
    RunResult load(int run) const;                      // throws LoadError
    // Runs that another folder of the same rehearsal has and this has not; how many came. Throws
    // LoadError where that folder holds another rehearsal.
    int merge(const std::string& other, int runs) const;
    std::string file(const std::string& name) const { return path_ + "/" + name; }
    const std::string& path() const { return path_; }
    const Manifest& manifest() const { return manifest_; }

  private:
    std::string run_file(int run) const;
    std::string path_;
    Manifest manifest_;
};

}  // namespace firedrill::rehearsal
