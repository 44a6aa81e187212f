#include "app/debrief/moment_pictures.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "view/fault_camera.hpp"

namespace firedrill {

SnapshotPainter::SnapshotPainter(const Building& as_loaded, Quality quality)
    : as_loaded_(as_loaded) {
    settings_.quality = quality;
}

Renderer& SnapshotPainter::renderer_of(const Snapshot& snapshot) {
    const bool mended = snapshot.mended_building != nullptr;
    if (mended && snapshot.mended_building != mended_) {
        of_mended_.reset();  // before the building it draws
        mended_ = snapshot.mended_building;
    }
    const Building& building = mended ? *mended_ : as_loaded_;
    std::unique_ptr<Renderer>& renderer = mended ? of_mended_ : of_loaded_;
    if (renderer == nullptr) renderer = std::make_unique<Renderer>(building, settings_);
    return *renderer;
}

void SnapshotPainter::draw(const Snapshot& snapshot, int width, int height, unsigned framebuffer) {
    Renderer& renderer = renderer_of(snapshot);
    CameraPose pose = camera_pose(
        mended_ != nullptr && snapshot.mended_building != nullptr ? *mended_ : as_loaded_,
        "trainee", snapshot);
    pose.field_of_view_deg = 70;  // as in the window
    renderer.draw(snapshot, pose, width, height, framebuffer);
}

void SnapshotPainter::draw(const Overlooked& overlooked, int width, int height,
                           unsigned framebuffer) {
    if (!catalogue_) catalogue_ = load_fault_catalogue();
    const FaultKind* kind = catalogue_->find(overlooked.code);
    const ViewFrom from = kind != nullptr ? view_of(kind->appearance) : ViewFrom{3.0};
    const Snapshot snapshot = overlooked.seen->unpacked();
    Renderer& renderer = renderer_of(snapshot);
    const Building& building =
        snapshot.mended_building != nullptr ? *snapshot.mended_building : as_loaded_;
    // As it was to be seen in good time, without the smoke and the people of the end.
    renderer.draw(at_rest(building), clear_view(building, overlooked.thing, from), width, height,
                  framebuffer);
}

RecordAlbum::RecordAlbum(const Moments& moments, const Score& score) {
    std::set<double> times;
    std::set<std::pair<double, std::string>> things;
    for (const ScoreLine& line : score.lines) {
        if (!is_shown(line) || line.time_s < 0) continue;
        const Overlooked* overlooked = moments.overlooked(line.time_s, line.target);
        if (overlooked == nullptr)
            times.insert(line.time_s);
        else if (things.emplace(line.time_s, line.target).second)
            wanted_.push_back(
                {RecordPicture::Kind::moment, line.time_s, line.target, nullptr, overlooked});
    }
    for (const double time_s : times) {
        const Moment* moment = moments.at(time_s);
        if (moment == nullptr) continue;
        if (Frame frame = moment->itself())
            wanted_.push_back({RecordPicture::Kind::moment, time_s, "", std::move(frame), nullptr});
    }
    for (const Photograph& photograph : moments.photographs()) {
        wanted_.push_back({RecordPicture::Kind::photograph, photograph.time_s, photograph.target,
                           photograph.seen, nullptr});
    }
}

void RecordAlbum::draw_next(SnapshotPainter& painter) {
    if (complete()) return;
    // Large enough to see a gauge's colour at two metres, some 25 kB each.
    constexpr int width = 560, height = 315, quality = 78;
    const Wanted& wanted = wanted_[drawn()];
    target_.resize(width, height, GL_RGBA8, true);
    if (wanted.overlooked != nullptr)
        painter.draw(*wanted.overlooked, width, height, target_.framebuffer);
    else
        painter.draw(wanted.frame->unpacked(), width, height, target_.framebuffer);
    const Image image = read_framebuffer(target_.framebuffer, width, height);
    pictures_.push_back({wanted.kind, wanted.time_s, wanted.target, jpeg_of(image, quality)});
}

bool is_shown(const ScoreLine& line) {
    return line.points_possible > 0 || line.points != 0 || line.critical;
}

}  // namespace firedrill
