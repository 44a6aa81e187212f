#include <algorithm>
#include <numbers>

#include "base/error.hpp"
#include "view/picture.hpp"

namespace firedrill {

CameraPose camera_pose(const Building& building, const std::string& camera,
                       const Snapshot& snapshot) {
    CameraPose pose;
    if (camera == "trainee" && snapshot.trainee.present) {
        pose.eye = snapshot.trainee.feet + Vec3(0, 0, snapshot.trainee.eye_height_m);
        pose.yaw_rad = snapshot.trainee.yaw_rad;
        pose.pitch_rad = snapshot.trainee.pitch_rad;
        return pose;
    }
    const auto& cameras = building.scenario.cameras;
    const auto found = std::find_if(cameras.begin(), cameras.end(),
                                    [&](const Camera& c) { return c.id == camera; });
    if (found == cameras.end()) {
        std::string names = "trainee";
        for (const Camera& c : cameras) names += ", " + c.id;
        throw LoadError({{building.scenario.file, 0, "/cameras"},
                         "no camera '" + camera + "' / 没有这个机位",
                         "choose from / 可选: " + names});
    }
    pose.eye = found->storey.empty() ? Vec3(found->at, found->z)
                                     : building.absolute(found->storey, found->at, found->z);
    pose.yaw_rad = found->heading * std::numbers::pi / 180;
    pose.pitch_rad = found->pitch * std::numbers::pi / 180;
    pose.field_of_view_deg = found->field_of_view;
    if (const StoreyIndex cut = building.storey(found->cut_above); cut) {
        const Storey& storey = building.scenario.storeys[cut.at()];
        pose.cut_above_z = storey.elevation + storey.height - 0.3;
    }
    return pose;
}

}  // namespace firedrill
