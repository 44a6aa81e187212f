#version 330 core
layout(location = 0) in vec3 place;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec4 colour;
layout(location = 3) in vec4 traits;
layout(location = 4) in vec4 stand;      // feet, heading
layout(location = 5) in vec4 gait;       // height, stride, swing, pose
layout(location = 6) in vec3 shirt;
layout(location = 7) in vec3 trousers;
layout(location = 8) in vec3 hair;
uniform mat4 view_projection;
out vec3 at;
out vec3 facing;
out vec4 tint;
out float light;
flat out int paint;
flat out float indoors;
void swing(inout vec3 p, inout vec3 n, float angle, float height) {
    float c = cos(angle), s = sin(angle);
    p.z -= height;
    p = vec3(c * p.x + s * p.z, p.y, -s * p.x + c * p.z);
    n = vec3(c * n.x + s * n.z, n.y, -s * n.x + c * n.z);
    p.z += height;
}
void main() {
    vec3 p = place, n = normal;
    int part = int(traits.w + 0.5);
    float phase = sin(gait.y) * gait.z;
    vec3 skin = vec3(0.87, 0.68, 0.55);
    vec3 c = skin;
    if (part == 1) c = shirt;
    if (part == 3) c = hair;
    if (part == 4) { swing(p, n, phase, 0.90); c = trousers; }
    if (part == 5) { swing(p, n, -phase, 0.90); c = trousers; }
    if (part == 6) { swing(p, n, -phase * 0.8, 1.42); c = shirt; }
    if (part == 7) { swing(p, n, phase * 0.8, 1.42); c = shirt; }
    if (colour.a < 0.7 && colour.a > 0.4) c = vec3(0.12);
    if (colour.a < 0.4) c = skin;
    if (gait.w > 0.5 && gait.w < 1.5) {      // lying
        p = vec3(p.z - 0.8, p.y, 0.14 - p.x);
        n = vec3(n.z, n.y, -n.x);
    } else if (gait.w > 1.5) {               // crawling
        if (part != 4 && part != 5) { p = vec3(p.z * 0.75 - 0.55, p.y, 0.45 - p.x); n = vec3(n.z, n.y, -n.x); }
        else { p.z *= 0.5; p.x -= 0.25; }
    }
    p *= gait.x;
    float co = cos(stand.w), si = sin(stand.w);
    at = vec3(co * p.x - si * p.y, si * p.x + co * p.y, p.z) + stand.xyz;
    facing = vec3(co * n.x - si * n.y, si * n.x + co * n.y, n.z);
    tint = vec4(c, 1.0);
    paint = 0;
    light = mix(0.75, 1.0, clamp(p.z, 0.0, 1.0));
    indoors = 1.0;
    gl_Position = view_projection * vec4(at, 1.0);
}
