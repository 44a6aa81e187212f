#version 330 core
layout(location = 0) in vec3 place;
uniform mat4 view_projection;
uniform vec3 right;
uniform vec3 up;
uniform float size;
uniform vec3 nozzle;
out vec2 uv;
out float age;
void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
    uv = corner;
    age = clamp(length(place - nozzle) / 3.5, 0.0, 1.0);
    float s = size * (0.25 + 1.6 * age);
    gl_Position = view_projection * vec4(place + (right * corner.x + up * corner.y) * s, 1.0);
}
