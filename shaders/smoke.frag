#version 330 core
// Marches through the smoke from the eye to the surface behind the pixel. Alpha is the transmittance, exactly
// exp(-integral of K ds) of the field; colour is the light the smoke itself sends to the eye.
in vec2 uv;
uniform sampler2D depth;
uniform sampler3D smoke;       // r: extinction / K_max, g: (T - 20 C) / (4 * 255)
uniform mat4 inverse_view_projection;
uniform vec3 eye;
uniform vec3 box_low;
uniform vec3 box_size;
uniform float extinction_max;
uniform int steps;
uniform float lamps;
uniform int fires;
uniform vec4 fire_place[8];
uniform float flicker;
out vec4 result;
void main() {
    float z = texture(depth, uv).r;
    vec4 far = inverse_view_projection * vec4(uv * 2.0 - 1.0, z * 2.0 - 1.0, 1.0);
    vec3 to = far.xyz / far.w;
    vec3 way = to - eye;
    float distance = length(way);
    way /= distance;
    vec3 inverse = 1.0 / (abs(way) + 1e-6) * sign(way + 1e-9);
    vec3 a = (box_low - eye) * inverse, b = (box_low + box_size - eye) * inverse;
    vec3 near3 = min(a, b), far3 = max(a, b);
    float start = max(max(near3.x, near3.y), max(near3.z, 0.0));
    float end = min(min(far3.x, far3.y), min(far3.z, distance));
    if (end <= start) { result = vec4(0.0, 0.0, 0.0, 1.0); return; }
    end = min(end, start + 60.0);
    float step_m = (end - start) / float(steps);
    // Each pixel begins elsewhere within its first step: grain instead of bands.
    float jitter = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
    float clear = 1.0;
    vec3 sent = vec3(0.0);
    for (int i = 0; i < steps; ++i) {
        vec3 at = eye + way * (start + (float(i) + jitter) * step_m);
        vec2 field = texture(smoke, (at - box_low) / box_size).rg;
        float k = field.r * extinction_max;
        if (k < 0.003) continue;
        float through = exp(-k * step_m);
        // Denser smoke is darker; lamps and fires light it.
        vec3 light = mix(vec3(0.20, 0.20, 0.21), vec3(0.055, 0.05, 0.05), clamp(k / 4.0, 0.0, 1.0)) * mix(0.35, 1.0, lamps);
        for (int f = 0; f < fires; ++f) {
            vec3 to_fire = fire_place[f].xyz - at;
            light += vec3(1.0, 0.42, 0.12) * min(0.0035 * fire_place[f].w * flicker / (dot(to_fire, to_fire) + 0.3), 0.8);
        }
        float hot = clamp(field.g * 1020.0 / 900.0 - 0.35, 0.0, 1.0);
        light += vec3(1.2, 0.35, 0.05) * hot;
        sent += clear * (1.0 - through) * light;
        clear *= through;
        if (clear < 0.004) { clear = 0.0; break; }
    }
    result = vec4(sent, clear);
}
