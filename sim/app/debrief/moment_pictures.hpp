// Pictures of a drill's moments: what the trainee saw, drawn from Snapshots with the building as it
// was at that time. Needs a current OpenGL context; the window and the command line both use it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "app/debrief/moments.hpp"
#include "building/faults/catalogue.hpp"
#include "record/store.hpp"
#include "view/gl_objects.hpp"
#include "view/picture.hpp"

namespace firedrill {

// Draws Snapshots of one drill with the trainee's eyes. A round's building and that of its fire,
// where faults were mended between, are two: each is made when it is first needed.
class SnapshotPainter {
  public:
    SnapshotPainter(const Building& as_loaded, Quality quality);
    void draw(const Snapshot& snapshot, int width, int height, unsigned framebuffer);
    // What was overlooked, from where a person would see it.
    void draw(const Overlooked& overlooked, int width, int height, unsigned framebuffer);

  private:
    Renderer& renderer_of(const Snapshot& snapshot);

    const Building& as_loaded_;
    RenderSettings settings_;
    std::shared_ptr<const Building> mended_;  // as long as it is drawn
    std::unique_ptr<Renderer> of_loaded_, of_mended_;
    std::optional<FaultCatalogue> catalogue_;  // from how far a fault is seen; read when needed
};

// The pictures that belong to a drill's record: one for each time at which a line of the score was
// decided, and the photographs. Drawn one at a time, so that a window stays alive meanwhile.
class RecordAlbum {
  public:
    // `moments` must outlive this.
    RecordAlbum(const Moments& moments, const Score& score);
    std::size_t total() const { return wanted_.size(); }
    std::size_t drawn() const { return pictures_.size(); }
    bool complete() const { return drawn() == total(); }
    void draw_next(SnapshotPainter& painter);
    const std::vector<RecordPicture>& pictures() const { return pictures_; }

  private:
    struct Wanted {
        RecordPicture::Kind kind;
        double time_s;
        std::string target;
        Frame frame;
        const Overlooked* overlooked;
    };
    std::vector<Wanted> wanted_;
    std::vector<RecordPicture> pictures_;
    GlTarget target_;
};

// Whether people are shown this line of a score: what could be earned, what was lost, what failed.
bool is_shown(const ScoreLine& line);

}  // namespace firedrill
