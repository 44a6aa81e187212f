#version 330 core
layout(location = 0) in vec3 place;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec4 colour;
layout(location = 3) in vec4 traits;   // paint, light, indoors, part
uniform mat4 view_projection;
out vec3 at;
out vec3 facing;
out vec4 tint;
out float light;
flat out int paint;
flat out float indoors;
void main() {
    at = place;
    facing = normal;
    tint = colour;
    paint = int(traits.x + 0.5);
    light = traits.y / 255.0;
    indoors = traits.z;
    gl_Position = view_projection * vec4(place, 1.0);
}
