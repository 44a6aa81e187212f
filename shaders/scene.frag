#version 330 core
// Paints surfaces: pattern by kind, daylight and lamps, the glow of fires. Output is linear light; tone mapping
// comes with the composite.
in vec3 at;
in vec3 facing;
in vec4 tint;
in float light;
flat in int paint;
flat in float indoors;
uniform vec3 eye;
uniform vec3 sun;          // towards it
uniform float torch;       // 1: a torch in the hand
uniform vec3 ahead;        // where it points
uniform sampler3D lamps;   // where lamps burn: 1, 0: dark but for emergency lights
uniform vec3 lamps_low;
uniform vec3 lamps_size;
uniform int fires;
uniform vec4 fire_place[8];   // xyz, w: kW
uniform float flicker;
out vec4 result;

float hash(vec2 p) { return fract(sin(dot(p, vec2(127.1, 311.7))) * 43758.5453); }
float noise(vec2 p) {
    vec2 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}
// 1 inside, 0 on a joint; fades out where joints get finer than pixels.
float joints(vec2 p, vec2 size, float width) {
    vec2 d = abs(fract(p / size) - 0.5) * size;
    vec2 w = fwidth(p) + 1e-5;
    vec2 edge = smoothstep(vec2(0.0), w, size * 0.5 - d - width);
    float fade = clamp(1.5 - max(w.x / size.x, w.y / size.y) * 4.0, 0.0, 1.0);
    return mix(1.0, edge.x * edge.y, fade);
}

void main() {
    vec3 n = normalize(facing);
    if (!gl_FrontFacing) n = -n;
    vec3 base = pow(tint.rgb, vec3(2.2));
    vec2 plan = abs(n.z) > 0.7 ? at.xy : vec2(abs(n.x) > abs(n.y) ? at.y : at.x, at.z);
    if (paint == 1) base *= mix(0.72, 1.0, joints(plan, vec2(0.6), 0.004)) * (0.95 + 0.05 * hash(floor(plan / 0.6)));
    if (paint == 2) {
        base *= 0.97 + 0.05 * noise(plan * 3.0);
        // A painted dado, as corridors have.
        if (abs(n.z) < 0.3 && indoors > 0.5) base *= 1.0;
    }
    if (paint == 3) base *= mix(0.80, 1.0, joints(plan, vec2(0.30, 0.10), 0.006)) * (0.92 + 0.10 * hash(floor(plan / vec2(0.30, 0.10))));
    if (paint == 4) base *= 0.75 + 0.30 * noise(at.xy * 1.3) + 0.18 * noise(at.xy * 9.0);
    if (paint == 5) base *= mix(0.86, 1.0, joints(at.xy, vec2(2.0), 0.01)) * (0.94 + 0.08 * noise(at.xy * 2.0));
    if (paint == 6) base *= 0.88 + 0.18 * noise(vec2(plan.x * 3.0, plan.y * 26.0));
    if (paint == 10) base *= mix(0.70, 1.0, joints(plan, vec2(0.16, 0.12), 0.004));

    vec3 result_light;
    if (paint == 8) {
        result_light = base * 2.2;
    } else {
        vec3 sky = vec3(0.62, 0.74, 0.92), ground = vec3(0.34, 0.32, 0.28);
        vec3 ambient_out = mix(ground, sky, 0.5 + 0.5 * n.z) * 0.85;
        float lambert = max(dot(n, sun), 0.0);
        vec3 daylight = ambient_out + vec3(1.0, 0.93, 0.80) * 1.25 * lambert;
        // Rooms: lamps from above, daylight from the sides.
        float up = 0.5 + 0.5 * n.z;
        vec3 room_on = vec3(0.98, 0.96, 0.92) * (0.52 + 0.36 * up) + vec3(0.10, 0.12, 0.15) * abs(n.y) + vec3(0.05) * n.x;
        vec3 room_off = vec3(0.30, 0.34, 0.40) * (0.35 + 0.20 * up);
        // A hand's width before the surface: in the room that it bounds.
        vec3 room = mix(room_off, room_on, texture(lamps, (at + n * 0.12 - lamps_low) / lamps_size).r);
        result_light = base * mix(daylight, room, indoors) * light;
        for (int f = 0; f < fires; ++f) {
            vec3 way = fire_place[f].xyz - at;
            float d2 = dot(way, way) + 0.15;
            float strength = 0.020 * fire_place[f].w * flicker / d2;
            result_light += base * vec3(1.0, 0.50, 0.18) * min(strength, 3.0) * max(0.25, dot(n, way) * inversesqrt(d2));
        }
        if (torch > 0.0) {
            vec3 way = at - eye;
            float far = length(way);
            float cone = smoothstep(0.90, 0.975, dot(way / far, ahead));
            result_light += base * vec3(1.0, 0.97, 0.9) * torch * cone * min(1.4, 9.0 / (far * far + 1.5));
        }
        if (paint == 9) {
            vec3 r = reflect(normalize(at - eye), n);
            result_light += 0.10 * pow(max(r.z, 0.0), 4.0);
        }
    }
    float alpha = tint.a;
    if (paint == 7) {
        vec3 look = normalize(at - eye);
        float grazing = 1.0 - abs(dot(look, n));
        alpha = 0.16 + 0.45 * grazing * grazing;
        result_light = mix(vec3(0.35, 0.50, 0.62), vec3(0.75, 0.85, 0.95), grazing);
    }
    // Outdoors the distance turns to sky.
    float away = length(at - eye);
    float haze = (1.0 - exp(-away * 0.004)) * (indoors > 0.5 ? 0.3 : 1.0);
    result_light = mix(result_light, vec3(0.62, 0.72, 0.84), haze * 0.8);
    result = vec4(result_light, alpha);
}
